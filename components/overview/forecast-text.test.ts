import { expect, it } from 'vitest'
import type { Forecast } from '@/lib/core/render/forecast'
import { forecastText, paceText, targetText } from './forecast-text'

const going: Forecast = {
  from: '2026-01-03',
  to: '2026-01-31',
  days: 28,
  remaining: 72,
  donePerDay: 1.5,
  newPerDay: 0.5,
  end: '2026-04-13',
  why: 'goes_on',
}

it('says the day and what it rests on', () => {
  expect(forecastText(going)).toBe('At this pace nothing is left on 13 Apr 2026.')
  expect(paceText(going)).toBe('72 are left. Since 3 Jan 2026 (28 days): 1.5 done a day, 0.5 new a day.')
  expect(forecastText({ ...going, end: null, why: 'grows' })).toMatch(/never ends/)
  expect(forecastText({ ...going, end: null, why: 'not_enough_days' })).toMatch(/five/)
})

it('tells a target that is met, missed or past', () => {
  const target = { date: '2026-04-20', who: 'Ada', perDay: 1.4 }
  expect(targetText(target, going)).toBe('It needs 1.4 a day. At this pace it is met.')
  expect(targetText({ ...target, date: '2026-04-12' }, going)).toContain('missed by 1 day.')
  expect(targetText({ ...target, perDay: null }, going)).toBe('That day has passed.')
})
