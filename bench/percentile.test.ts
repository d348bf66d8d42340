import { expect, it } from 'vitest'
import { percentile } from './percentile'

it('is a value that was seen, by nearest rank', () => {
  const values = [40, 10, 30, 20]
  expect([25, 50, 75, 95, 100].map((rank) => percentile(values, rank))).toEqual([10, 20, 30, 40, 40])
  expect(percentile([], 95)).toBe(0)
})
