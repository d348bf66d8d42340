import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTimes, type RingRow, ringsToBegin, ringWaitsFor } from './merge-request-rings'

const row = (id: string, ring: number, state: string, openAfter: string | null = null): RingRow => ({
  id,
  batch: 'one',
  ring,
  state,
  perHour: null,
  openAfter,
})
const begun = '2026-01-02T03:04:05Z'
const now = new Date(begun)

describe('a ring', () => {
  it('begins when every request of the earlier ones was merged', () => {
    const rows = [row('a', 1, 'merged', begun), row('b', 2, 'queued'), row('c', 3, 'queued')]
    expect(ringsToBegin(rows).map(({ ring, rows: [first] }) => [ring, first?.id])).toEqual([[2, 'b']])
  })

  it('waits for what is open, and for a person where one was closed, refused or failed', () => {
    for (const state of ['open', 'closed', 'refused', 'failed', 'invalid', 'queued']) {
      const rows = [row('a', 1, state, begun), row('b', 2, 'queued')]
      expect(ringsToBegin(rows)).toEqual([])
      expect(ringWaitsFor(rows, 'one', 2)).toEqual({ [state]: 1 })
    }
  })

  it('of one batch never waits for another batch', () => {
    const other = { ...row('x', 1, 'open', begun), batch: 'two' }
    expect(ringsToBegin([other, row('b', 2, 'queued')])).toHaveLength(1)
  })

  it('that has begun is not begun again', () => {
    expect(ringsToBegin([row('a', 1, 'queued', begun), row('b', 2, 'queued')])).toEqual([])
  })
})

describe('the rate', () => {
  it('opens the first at once and never more than so many in any hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }), (count, perHour) => {
        const times = openTimes(count, now, perHour).map((time) => time.getTime())
        expect(times).toHaveLength(count)
        if (count > 0) expect(times[0]).toBe(now.getTime())
        for (const time of times) {
          const within = times.filter((other) => other >= time && other < time + 3600 * 1000)
          expect(within.length).toBeLessThanOrEqual(perHour)
        }
      }),
    )
  })

  it('is no limit where none is given', () => {
    expect(openTimes(3, now, null).map((time) => time.getTime())).toEqual([now, now, now].map((at) => at.getTime()))
  })
})
