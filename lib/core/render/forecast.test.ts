import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forecast, neededPerDay } from './forecast'

const point = (date: string, remaining: number) => ({ date, remaining, total: 200 })

describe('a forecast', () => {
  it('goes on at the net pace of the last four weeks, newcomers against what was done', () => {
    const points = [point('2026-01-01', 150), point('2026-01-03', 100), point('2026-01-31', 72)]
    const found = forecast(points, { '2026-01-10': 14 }, '2026-01-31')
    expect(found).toMatchObject({ from: '2026-01-03', days: 28, remaining: 72, why: 'goes_on' })
    expect(found?.donePerDay).toBeCloseTo(42 / 28)
    expect(found?.newPerDay).toBeCloseTo(0.5)
    // 1 a day less: 72 days from now.
    expect(found?.end).toBe('2026-04-13')
  })

  it('takes the count that held when the four weeks began', () => {
    const found = forecast([point('2025-12-01', 100), point('2026-01-30', 72)], {}, '2026-01-31')
    expect(found).toMatchObject({ from: '2026-01-03', days: 28, end: '2026-04-13' })
  })

  it('gives no date where it grows, stands still, or rests on too few days', () => {
    expect(forecast([point('2026-01-01', 5), point('2026-01-20', 9)], {}, '2026-01-20')?.why).toBe('grows')
    expect(forecast([point('2026-01-01', 5), point('2026-01-20', 5)], {}, '2026-01-20')?.end).toBeNull()
    expect(forecast([point('2026-01-19', 9), point('2026-01-20', 5)], {}, '2026-01-20')?.why).toBe('not_enough_days')
    expect(forecast([], {}, '2026-01-20')).toBeNull()
  })

  it('is over where nothing is left', () => {
    expect(forecast([point('2026-01-20', 0)], {}, '2026-01-20')).toMatchObject({ end: '2026-01-20' })
  })

  it('never ends before today and never counts fewer done than the net change', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 50 }), (remaining, added) => {
        const points = remaining.map((count, index) =>
          point(new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10), count),
        )
        const today = points.at(-1)?.date ?? ''
        const found = forecast(points, { [today]: added }, today)
        if (found === null) throw new Error('No forecast')
        if (found.end !== null) expect(found.end >= today).toBe(true)
        const first = points.find(({ date }) => date === found.from)
        if (first) {
          const net = first.remaining - found.remaining
          expect(Math.round((found.donePerDay - found.newPerDay) * found.days)).toBe(found.days === 0 ? 0 : net)
        }
      }),
    )
  })
})

it('needs as many a day as are left, and those that come', () => {
  const known = { remaining: 100, newPerDay: 2 }
  expect(neededPerDay(known, '2026-01-01', '2026-01-11')).toBe(12)
  expect(neededPerDay(known, '2026-01-11', '2026-01-11')).toBeNull()
})
