// A forecast in words, with its basis.
import type { Forecast } from '@/lib/core/render/forecast'
import type { Overview } from '@/lib/core/render/overview'

export const dayText = (date: string) =>
  new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

export function forecastText(forecast: Forecast | null): string {
  if (forecast === null) return 'No forecast before the first scan.'
  if (forecast.why === 'nothing_left') return 'Nothing is left to move.'
  if (forecast.end !== null) return `At this pace nothing is left on ${dayText(forecast.end)}.`
  return forecast.why === 'grows'
    ? 'At this pace it never ends: as many arrive as are done, or more.'
    : 'Too few days for a forecast: it needs five.'
}

export function paceText({ from, days, donePerDay, newPerDay, remaining }: Forecast): string {
  if (days === 0) return `${remaining.toLocaleString('en')} are left; today is the first day.`
  const rest = `${remaining.toLocaleString('en')} are left`
  return `${rest}. Since ${dayText(from)} (${days} ${days === 1 ? 'day' : 'days'}): ${rate(donePerDay)} done a day, ${rate(newPerDay)} new a day.`
}

export function targetText({ date, perDay }: NonNullable<Overview['target']>, forecast: Forecast | null): string {
  if (forecast === null || forecast.why === 'nothing_left') return ''
  if (perDay === null) return 'That day has passed.'
  const needed = `It needs ${rate(perDay)} a day.`
  if (forecast.end === null) return needed
  const late = Math.round((Date.parse(forecast.end) - Date.parse(date)) / (24 * 3600 * 1000))
  if (late <= 0) return `${needed} At this pace it is met.`
  return `${needed} At this pace it is missed by ${late.toLocaleString('en')} ${late === 1 ? 'day' : 'days'}.`
}

const rate = (perDay: number) => perDay.toLocaleString('en', { maximumFractionDigits: perDay < 10 ? 1 : 0 })
