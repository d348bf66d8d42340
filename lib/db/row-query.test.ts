// The database finds what the pure filter finds: any rows, any filter, any order.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Filter, parseFilter, qualifierNames } from '@/lib/core/inventory/filter'
import { matchesFilter } from '@/lib/core/inventory/match-filter'
import type { Seen } from '@/lib/core/inventory/scan-news'
import { passesState, withoutState } from '@/lib/core/inventory/state-part'
import { variableId } from '@/lib/core/inventory/variable'
import { filterRow } from '@/lib/core/render/filter-row'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { countStates } from '@/lib/core/render/inventory-rows'
import { sortColumns, sortRows } from '@/lib/core/render/sort-rows'
import { AppError } from '@/lib/errors'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { closeDatabase, database } from './database'
import { emptyDetail } from './example-rows'
import { replaceRows } from './replace-rows'
import { findChunks, findIds, findPage, findRows } from './row-repository'

// Text that LIKE, JSON, collations and lower case each treat in their own way.
const odd = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    'b',
    '_',
    '%',
    '\\',
    '/',
    '#',
    '-',
    '"',
    "'",
    'É',
    'é',
    'İ',
    'Σ',
    'ß',
    '😀',
    '\uFFFD',
    ' ',
  ),
  maxLength: 4,
})
const words = fc.constantFrom(
  'acme',
  'acme/shop',
  'acme/shop/api',
  'acme0',
  'DB_URL',
  'db_url',
  'TOKEN',
  'production',
  'review/*',
)
const name = fc.oneof(words, odd)
const unsure = fc.constantFrom(true, false, null)

const row: fc.Arbitrary<InventoryRow> = fc
  .record({
    // No path of GitLab is empty; none at all is null.
    variable: fc.record({
      level: fc.constantFrom('instance', 'group', 'project', 'schedule'),
      owner: fc.option(
        name.filter((path) => path !== ''),
        { nil: null },
      ),
      key: name,
      environmentScope: fc.oneof(fc.constant('*'), name),
      variableType: fc.constantFrom('env_var', 'file'),
      protected: fc.boolean(),
      masked: fc.boolean(),
      hidden: unsure,
      raw: unsure,
      description: fc.constant(null),
      scheduleId: fc.nat(1_000_000),
    }),
    state: fc.constantFrom('discovered', 'mapped', 'blocked', 'gone'),
    target: fc.option(fc.record({ vault: fc.constantFrom('main', 'main-2'), mount: name, path: name, field: name }), {
      nil: null,
    }),
    uses: fc.constantFrom(null, 0, 1, 2, 30),
    blockers: fc.subarray(['star_unanswered', 'used_in_rules', 'used_in_include']),
    warnings: fc.constant<string[]>([]),
    classification: fc.constantFrom('secret', 'plain', 'unclear'),
    production: fc.boolean(),
    tiers: fc.subarray(['none', 'production', 'staging']),
    goneSince: fc.constant(null),
  })
  .map((one) => ({ ...one, id: variableId(one.variable) }))

const glob = fc.tuple(name, fc.constantFrom('', '*'), name, fc.constantFrom('', '*')).map((parts) => parts.join(''))
const open = fc.oneof(name, glob, fc.constantFrom('*', '', 'none', 'used_in_*', 'star_unanswered'))
const closed: Record<string, string[]> = {
  level: ['instance', 'group', 'project', 'schedule'],
  type: ['env_var', 'file'],
  is: ['masked', 'unmasked', 'hidden', 'protected', 'unprotected', 'raw', 'file', 'secret', 'plain', 'unclear'],
  used: ['yes', 'no', 'unknown'],
  tier: ['production', 'staging', 'other', 'none'],
  state: ['discovered', 'mapped', 'blocked', 'gone', 'deleted'],
  new: ['yes', 'no', '7d', '30d'],
  gone: ['yes', 'no', '7d', '30d'],
}
const qualifier = fc.constantFrom(...qualifierNames).chain((one) =>
  fc.record({
    name: fc.constant(one),
    value: fc
      .array(closed[one] ? fc.constantFrom(...closed[one]) : open, { minLength: 1, maxLength: 2 })
      .map((values) => values.join(',')),
    negated: fc.boolean(),
  }),
)
const filter: fc.Arbitrary<Filter> = fc.record({
  text: fc.array(
    name.map((word) => word.toLowerCase()),
    { maxLength: 2 },
  ),
  qualifiers: fc.array(qualifier, { maxLength: 3 }),
  errors: fc.constant([]),
})

const today = '2026-01-02'
const note = { who: 'test', what: 'made', today, version: 0, fact: 'rows_basis' }
const detail = emptyDetail('')
const save = (rows: InventoryRow[], basis = {}) =>
  replaceRows(
    rows.map((one) => ({ row: one, detail })),
    { ...note, basis, counts: countStates(rows) },
  )

const sampled = fc.sample(row, { numRuns: 1100, seed: 7 })
const all = [...new Map(sampled.map((one) => [one.id, one])).values()]

// Each third row is one that no scan saw; the others were seen by one of four scans, and are gone by a later one or not.
const day = 24 * 3600 * 1000
const now = Date.now()
const scans = [90, 20, 5, 1].map((days) => now - days * day - 3600 * 1000)
const moments = { now, firstScan: Math.min(...scans), lastScan: Math.max(...scans) }
const seenOf = new Map(
  all.flatMap((one, index): [string, Seen][] => {
    const first = scans[index % 4]
    const gone = one.state === 'gone' ? (scans[1 + (index % 3)] ?? null) : null
    return index % 3 === 0 || first === undefined ? [] : [[one.id, { first, gone }]]
  }),
)
const passes = (one: InventoryRow, asked: Filter) =>
  matchesFilter({ ...filterRow(one), seen: seenOf.get(one.id) ?? null }, asked, moments)

const idsOf = (rows: InventoryRow[]) => rows.map((one) => one.id)

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  await save(all)
  await database().seenVariable.createMany({
    data: [...seenOf].map(([id, { first, gone }]) => ({
      id,
      data: {},
      firstSeen: new Date(first),
      lastSeen: new Date(first),
      goneSince: gone === null ? null : new Date(gone),
    })),
  })
  await database().fact.create({ data: { name: 'published', data: {}, at: new Date(moments.lastScan) } })
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

describe('findPage', () => {
  it('finds the rows of the pure filter, in its order, page by page, with its counts', async () => {
    const order = fc.record({
      sort: fc.constantFrom(...sortColumns, 'none such'),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    })
    const range = fc.record({ offset: fc.constantFrom(0, 1, 7, 100, 1000, 1010), limit: fc.constantFrom(1, 50, 1000) })
    await fc.assert(
      fc.asyncProperty(filter, order, range, async (asked, by, { offset, limit }) => {
        const around = all.filter((one) => passes(one, withoutState(asked)))
        const found = all.filter((one) => passes(one, asked))
        expect(found).toEqual(around.filter((one) => passesState(asked, one.state)))
        const page = await findPage(asked, by, { offset, limit })
        expect(page.rows).toEqual(sortRows(found, by.sort, by.direction).slice(offset, offset + limit))
        expect({ ...countStates([]), ...page.counts }).toEqual(countStates(around))
      }),
      { numRuns: 250 },
    )
  })

  it('finds something with most kinds of filter, so that the comparison is one', async () => {
    const asked = fc.sample(filter, { numRuns: 300, seed: 3 })
    const finding = asked.filter((one) => all.some((each) => passes(each, one)))
    expect(finding.length).toBeGreaterThan(60)
  })
})

it('finds what the last scan or recent ones saw first or no longer saw', async () => {
  const count = async (text: string) => {
    const found = idsOf(await findRows(parseFilter(text)))
    expect(found).toEqual(idsOf(all.filter((one) => passes(one, parseFilter(text)))))
    return found.length
  }
  const counts = await Promise.all(['new:yes', 'new:7d', 'new:30d', 'new:3650d', 'gone:yes', 'gone:7d'].map(count))
  expect(Math.min(...counts)).toBeGreaterThan(0)
  expect(new Set(counts.slice(0, 3)).size).toBe(3)
  // The first scan finds everything: nothing of it is new.
  expect(counts[3]).toBe(counts[2])
  await count('-new:yes -gone:no')
})

describe('chunks and ids', () => {
  it('are all that the filter finds, once each, in the order of the inventory', async () => {
    await fc.assert(
      fc.asyncProperty(filter, fc.constantFrom(1, 50, 1099, 5000), async (asked, size) => {
        const found = idsOf(all.filter((one) => passes(one, asked)))
        expect((await findIds(asked)).ids).toEqual(found)
        expect(idsOf(await findRows(asked))).toEqual(found)
        if (size === 1 && found.length > 50) return
        const chunks: string[] = []
        for await (const chunk of findChunks(asked, size)) {
          expect(chunk.length).toBeLessThanOrEqual(size)
          chunks.push(...idsOf(chunk))
        }
        expect(chunks).toEqual(found)
      }),
    )
  })

  it('end with a reason where the rows are made anew before the last chunk', async () => {
    const nothing: Filter = { text: [], qualifiers: [], errors: [] }
    const before = (await findIds(nothing)).snapshot
    const chunks = findChunks(nothing, 50)
    await chunks.next()
    await save(all, { at: 'another moment' })
    await expect(chunks.next()).rejects.toThrow(AppError)
    expect((await findIds(nothing)).snapshot).not.toBe(before)
  })
})
