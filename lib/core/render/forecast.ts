// When nothing is left to move, if it goes on as it went: with what it rests on.

export type DayCount = { date: string; remaining: number; total: number }

export type Forecast = {
  /** First and last day that it rests on, and how many days lie between them. */
  from: string
  to: string
  days: number
  remaining: number
  /** Variables a day that were decided, moved or went away, and that were new. */
  donePerDay: number
  newPerDay: number
  /** The day on which nothing would be left; null where that is not to be seen. */
  end: string | null
  why: 'nothing_left' | 'goes_on' | 'not_enough_days' | 'grows'
}

const day = 24 * 3600 * 1000
const lookBack = 28
const leastDays = 5
/** A date so far away says no more than "not like this". */
const furthest = 3650

/**
 * Takes the counts of each day, in order, how many variables were seen for the first time by date, and today; gives the
 * forecast from the last four weeks. A count holds until the next one. Null before the first count.
 */
export function forecast(
  points: readonly DayCount[],
  newcomers: Readonly<Record<string, number>>,
  today: string,
): Forecast | null {
  const last = points.at(-1)
  if (last === undefined) return null
  const since = isoDay(Date.parse(today) - lookBack * day)
  const first = points.findLast(({ date }) => date <= since) ?? points[0] ?? last
  const from = first.date < since ? since : first.date
  const days = Math.round((Date.parse(today) - Date.parse(from)) / day)
  const added = Object.entries(newcomers).reduce((sum, [date, count]) => sum + (date > from ? count : 0), 0)
  const done = first.remaining + added - last.remaining
  const rates = { donePerDay: perDay(done, days), newPerDay: perDay(added, days) }
  const known = { from, to: today, days, remaining: last.remaining, ...rates }
  if (last.remaining === 0) return { ...known, end: today, why: 'nothing_left' }
  if (days < leastDays) return { ...known, end: null, why: 'not_enough_days' }
  const net = (first.remaining - last.remaining) / days
  const left = net > 0 ? Math.ceil(last.remaining / net) : Number.POSITIVE_INFINITY
  if (left > furthest) return { ...known, end: null, why: 'grows' }
  return { ...known, end: isoDay(Date.parse(today) + left * day), why: 'goes_on' }
}

/** How many a day must be done so that nothing is left on the day; null where it lies in the past. */
export function neededPerDay(
  { remaining, newPerDay }: Pick<Forecast, 'remaining' | 'newPerDay'>,
  today: string,
  target: string,
): number | null {
  const days = Math.round((Date.parse(target) - Date.parse(today)) / day)
  return days <= 0 ? null : remaining / days + newPerDay
}

const perDay = (count: number, days: number): number => (days === 0 ? 0 : count / days)

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)
