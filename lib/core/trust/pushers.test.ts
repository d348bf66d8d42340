// Who may run a pipeline with code of their own choice; what was not read is never nobody.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProjectPeople } from './job-history'
import { pushersOf, union } from './pushers'

const members = [
  { id: 1, level: 50 },
  { id: 2, level: 40 },
  { id: 3, level: 30 },
  { id: 4, level: 20 },
]
const main = { name: 'main', level: 40, people: [], others: false }
const people = (change: Partial<ProjectPeople> = {}): ProjectPeople => ({
  members,
  branches: [main],
  tags: [],
  ...change,
})
const ids = ({ ids: found }: { ids: ReadonlySet<number> }) => [...found].sort()

describe('who may push', () => {
  it('to any ref is everybody from Developer up', () => {
    expect(ids(pushersOf(people()).any)).toEqual([1, 2, 3])
    expect(pushersOf(people()).any.partial).toBe(false)
  })

  it('to a protected ref is who has one of its levels, and people who are named', () => {
    expect(ids(pushersOf(people()).protected)).toEqual([1, 2])
    const named = { ...main, level: null, people: [4] }
    expect(ids(pushersOf(people({ branches: [named] })).protected)).toEqual([4])
    const tag = { name: 'v*', level: 30, people: [], others: false }
    expect(ids(pushersOf(people({ tags: [tag] })).protected)).toEqual([1, 2, 3])
  })

  it('where every branch is protected is only who may push there', () => {
    expect(ids(pushersOf(people({ branches: [{ ...main, name: '*' }] })).any)).toEqual([1, 2])
  })

  it('of a project without a protected ref is known to be nobody on one', () => {
    expect(pushersOf(people({ branches: [] })).protected).toEqual({ ids: new Set(), partial: false })
  })

  it.each<[string, Partial<ProjectPeople>]>([
    ['members', { members: null }],
    ['protected branches', { branches: null }],
    ['protected tags', { tags: null }],
    ['a group that is named', { branches: [{ ...main, others: true }] }],
  ])('is not fully known without %s', (_, change) => {
    expect(pushersOf(people(change)).protected.partial).toBe(true)
  })

  it('of a project that was not read is unknown', () => {
    const nothing = pushersOf(undefined)
    expect([nothing.any, nothing.protected, nothing.atLeast(40)].every(({ partial }) => partial)).toBe(true)
    expect(nothing.names).toBeNull()
  })

  const right = fc.record({
    name: fc.constantFrom('main', 'v*', '*'),
    level: fc.option(fc.constantFrom(30, 40, 60)),
    people: fc.array(fc.integer({ min: 1, max: 8 })),
    others: fc.boolean(),
  })
  const some = fc.record({
    members: fc.option(
      fc.array(fc.record({ id: fc.integer({ min: 1, max: 8 }), level: fc.constantFrom(10, 20, 30, 40, 50) })),
    ),
    branches: fc.option(fc.array(right)),
    tags: fc.option(fc.array(right)),
  })

  it('on a protected ref is never more than on any', () => {
    fc.assert(
      fc.property(some, (read) => {
        const found = pushersOf(read)
        expect([...found.protected.ids].every((id) => found.any.ids.has(id))).toBe(true)
      }),
    )
  })

  it('is said to be all only where everything was read', () => {
    fc.assert(
      fc.property(some, (read) => {
        const whole = read.members !== null && read.branches !== null && read.tags !== null
        const named = [...(read.branches ?? []), ...(read.tags ?? [])].some(({ others }) => others)
        expect(pushersOf(read).protected.partial).toBe(!whole || named)
      }),
    )
  })
})

it('people of several projects count once, and one partial list makes the sum partial', () => {
  const sum = union([
    { ids: new Set([1, 2]), partial: false },
    { ids: new Set([2, 3]), partial: true },
  ])
  expect(ids(sum)).toEqual([1, 2, 3])
  expect(sum.partial).toBe(true)
})
