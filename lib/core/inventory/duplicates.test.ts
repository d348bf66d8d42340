// Duplicates: the common group from two ends, and a filter that finds one shape.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonGroup, type Shape, shapeFilter } from './duplicates'
import { parseFilter } from './filter'
import { matchesFilter } from './match-filter'

describe('commonGroup', () => {
  it('is the deepest group of both', () => {
    expect(commonGroup('acme/shop/api', 'acme/shop/web')).toBe('acme/shop')
    expect(commonGroup('acme/shop/api', 'acme/shop-old/web')).toBe('acme')
    expect(commonGroup('acme/shop/api', 'acme/tool')).toBe('acme')
    expect(commonGroup('acme/api', 'beta/api')).toBeNull()
  })

  it('holds every path, and nothing deeper does, when asked for the first and last by bytes', () => {
    const part = fc.constantFrom('a', 'b', 'ab', 'a-b', 'a.b', 'A')
    const path = fc.array(part, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('/'))
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 8 }), (paths) => {
        const sorted = [...paths].sort()
        const group = commonGroup(sorted[0] ?? '', sorted.at(-1) ?? '')
        const within = (one: string) => sorted.every((each) => each.startsWith(`${one}/`))
        if (group !== null) expect(within(group)).toBe(true)
        const depth = group === null ? 0 : group.split('/').length
        const deeper = (sorted[0] ?? '').split('/').slice(0, -1)
        if (deeper.length > depth) expect(within(deeper.slice(0, depth + 1).join('/'))).toBe(false)
      }),
    )
  })
})

describe('shapeFilter', () => {
  const shape: fc.Arbitrary<Shape> = fc.record({
    key: fc.constantFrom('TOKEN', 'TOKENS', 'DB_URL'),
    variableType: fc.constantFrom('env_var', 'file'),
    environmentScope: fc.constantFrom('*', 'production', 'review/*', 'my env'),
    protected: fc.boolean(),
    masked: fc.boolean(),
    hidden: fc.boolean(),
    raw: fc.boolean(),
  })

  it('finds its own shape in projects and no other', () => {
    fc.assert(
      fc.property(shape, shape, (one, other) => {
        const filter = parseFilter(shapeFilter(one))
        expect(filter.errors).toEqual([])
        const row = {
          ...other,
          level: 'project' as const,
          owner: 'acme/api',
          state: 'discovered',
          uses: 0,
          blockers: [],
          targetPath: null,
          classification: 'unclear' as const,
          tiers: [],
        }
        expect(matchesFilter(row, filter)).toBe(JSON.stringify(one) === JSON.stringify(other))
        expect(matchesFilter({ ...row, level: 'group' }, filter)).toBe(false)
        expect(matchesFilter({ ...row, state: 'gone' }, filter)).toBe(false)
      }),
    )
  })
})
