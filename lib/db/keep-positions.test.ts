import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepPositions } from './keep-positions'

const ascends = (positions: number[]) => positions.every((one, at) => at === 0 || (positions[at - 1] ?? one) < one)

describe('keepPositions', () => {
  it('numbers rows that are all new', () => {
    const positions = keepPositions([null, null, null])
    expect(positions).toHaveLength(3)
    expect(ascends(positions)).toBe(true)
  })

  it('leaves what stands where it is when rows come and go', () => {
    const [first, second, third] = [65_536, 131_072, 196_608]
    const positions = keepPositions([null, first, null, null, third, null])
    expect(ascends(positions)).toBe(true)
    expect([positions[1], positions[4]]).toEqual([first, third])
    expect(keepPositions([first, second, third])).toEqual([first, second, third])
  })

  it('moves only the row that moved', () => {
    expect(keepPositions([10, 40, 20, 30]).filter((one) => [10, 20, 30].includes(one))).toEqual([10, 20, 30])
  })

  it('numbers all anew where no number is left between two', () => {
    expect(ascends(keepPositions([7, null, 8]))).toBe(true)
  })

  it('gives whole numbers that ascend, whatever is known', () => {
    const known = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }))
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(9), { nil: null })), known, (picks, numbers) => {
        const rows = [...picks.map(() => null), ...numbers].sort((a, b) => ((a ?? 3) % 7) - ((b ?? 3) % 7))
        const positions = keepPositions(rows)
        expect(positions).toHaveLength(rows.length)
        expect(ascends(positions)).toBe(true)
        expect(positions.every(Number.isSafeInteger)).toBe(true)
      }),
    )
  })
})
