import { describe, expect, it } from 'vitest'
import { parseDurationSeconds } from './parse-duration'

describe('parseDurationSeconds', () => {
  it.each([
    ['', 0],
    ['90', 90],
    ['-5', -5],
    ['2d', 172_800],
    ['1.5h', 5400],
    ['1h2m3s', 3723],
    ['-1.9s', -1],
    ['500ms', 0],
    ['.5m', 30],
    ['1.s', 1],
  ])('reads %j as %d seconds', (text, seconds) => {
    expect(parseDurationSeconds(text)).toEqual({ seconds })
  })

  it.each([
    ['x', 'time: invalid duration "x"'],
    ['1.5', 'time: missing unit in duration "1.5"'],
    ['1y', 'time: unknown unit "y" in duration "1y"'],
    ['xd', 'strconv.ParseInt: parsing "x": invalid syntax'],
    ['é', 'time: invalid duration "\\xc3\\xa9"'],
    ['9999999999h', 'time: invalid duration "9999999999h"'],
    ['12345678901234567890', 'time: invalid duration "12345678901234567890"'],
    ['9223372036854775807', 'multiplication of durations resulted in overflow, one operand may be too large'],
  ])('refuses %j in Go’s words', (text, error) => {
    expect(parseDurationSeconds(text)).toEqual({ error })
  })
})
