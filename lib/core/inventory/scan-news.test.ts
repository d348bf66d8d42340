import { describe, expect, it } from 'vitest'
import { parseFilter } from './filter'
import { isGone, isNew, readNewsValue } from './scan-news'

const day = 24 * 3600 * 1000
const moments = { now: 100 * day, firstScan: 10 * day, lastScan: 98 * day }
const seen = (first: number, gone: number | null = null) => ({
  first: first * day,
  gone: gone === null ? null : gone * day,
})

describe('new:', () => {
  it('is what the last scan saw first, or a scan within the days', () => {
    expect([isNew(seen(98), 'yes', moments), isNew(seen(95), 'yes', moments)]).toEqual([true, false])
    expect([isNew(seen(95), '7d', moments), isNew(seen(92), '7d', moments)]).toEqual([true, false])
    expect([isNew(seen(98), 'no', moments), isNew(seen(95), 'no', moments)]).toEqual([false, true])
  })

  it('is nothing by the first scan, nothing that is gone, and nothing that no scan saw', () => {
    expect(isNew(seen(10), '90d', moments)).toBe(false)
    expect(isNew(seen(98), 'yes', { ...moments, firstScan: 98 * day })).toBe(false)
    expect(isNew(seen(97, 98), '7d', moments)).toBe(false)
    expect(isNew(null, 'yes', moments)).toBe(false)
    expect(isNew(null, 'no', moments)).toBe(true)
  })
})

describe('gone:', () => {
  it('is what the last scan no longer saw, or a scan within the days', () => {
    expect([isGone(seen(10, 98), 'yes', moments), isGone(seen(10, 97), 'yes', moments)]).toEqual([true, false])
    expect([isGone(seen(10, 97), '7d', moments), isGone(seen(10, 50), '7d', moments)]).toEqual([true, false])
    expect([isGone(seen(10), 'yes', moments), isGone(seen(10), 'no', moments)]).toEqual([false, true])
    expect(isGone(seen(10), '7d', { now: 0, firstScan: null, lastScan: null })).toBe(false)
  })
})

describe('the values', () => {
  it('are yes, no and whole days up to ten years; all else is named and filters nothing', () => {
    expect(['yes', 'no', '1d', '3650d'].map((text) => readNewsValue(text) !== null)).not.toContain(false)
    expect(['', '0d', '07d', '3651d', '7', '7h', '-7d', 'YES'].map(readNewsValue)).toEqual(Array(8).fill(null))
    expect(parseFilter('new:YES -gone:7d,30D').qualifiers).toEqual([
      { name: 'new', value: 'yes', negated: false },
      { name: 'gone', value: '7d,30d', negated: true },
    ])
    const { qualifiers, errors } = parseFilter('new:week')
    expect([qualifiers, errors]).toEqual([
      [],
      ['new: knows no week. Values: yes and no for the last scan, days such as 7d.'],
    ])
  })
})
