// Duplicates from a real database: grouped by shape, advised, counted and paged.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { shapeFilter } from '@/lib/core/inventory/duplicates'
import { parseFilter } from '@/lib/core/inventory/filter'
import { matchesFilter } from '@/lib/core/inventory/match-filter'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import { filterRow } from '@/lib/core/render/filter-row'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { countStates } from '@/lib/core/render/inventory-rows'
import { closeDatabase } from '@/lib/db/database'
import { emptyDetail, exampleRow } from '@/lib/db/example-rows'
import { replaceRows } from '@/lib/db/replace-rows'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { loadDuplicates } from './load-duplicates'

const of = (owner: string | null, key: string, change: Partial<Variable> = {}): InventoryRow => {
  const { row } = exampleRow(1)
  const level = owner === null ? 'instance' : 'project'
  const base: Variable = { ...row.variable, level, owner, key, environmentScope: '*', raw: false, hidden: false }
  const variable = { ...base, masked: true, protected: false, variableType: 'env_var' as const, ...change }
  return { ...row, id: variableId(variable), variable, state: 'discovered', goneSince: null }
}

const rows = [
  of('acme/shop/api', 'NPM_TOKEN'),
  of('acme/shop/web', 'NPM_TOKEN'),
  of('acme/tool', 'NPM_TOKEN'),
  of('acme/other', 'NPM_TOKEN', { masked: false }),
  of('acme/gone', 'NPM_TOKEN', { description: 'gone' }),
  of('acme/shop/api', 'SENTRY_DSN'),
  of('acme/shop/web', 'SENTRY_DSN'),
  of('acme/shop', 'SENTRY_DSN', { level: 'group' }),
  of('acme/api', 'REGION', { hidden: null }),
  of('beta/api', 'REGION', { hidden: null }),
  of('beta/web', 'REGION', { hidden: true }),
  of('acme/api', 'ALONE'),
].map((row) => (row.variable.description === 'gone' ? { ...row, state: 'gone' as const } : row))

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  const pairs = rows.map((row) => ({ row, detail: emptyDetail('') }))
  const note = { who: 'test', what: 'made', today: '2026-01-02', version: 0, fact: 'rows_basis', basis: {} }
  await replaceRows(pairs, { ...note, counts: countStates(rows) })
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

const usual = { filter: '', advice: null, sort: 'projects', page: 1, pageSize: 50 } as const
const shown = (page: Awaited<ReturnType<typeof loadDuplicates>>) =>
  page.groups.map(({ shape, projects, commonGroup, advice, shapes }) => [
    shape.key,
    projects,
    commonGroup,
    advice,
    shapes,
  ])

it('groups by name and settings, without what is gone or alone, most projects first', async () => {
  const page = await loadDuplicates(usual)
  expect(shown(page)).toEqual([
    ['NPM_TOKEN', 3, 'acme', 'group', 2],
    ['REGION', 2, null, 'apart', 2],
    ['SENTRY_DSN', 2, 'acme/shop', 'above', 1],
  ])
  expect(page.counts).toEqual({ group: 1, above: 1, apart: 1 })
  expect(page.total).toBe(3)
  expect(page.groups[0]?.some.map(({ project }) => project)).toEqual(['acme/shop/api', 'acme/shop/web', 'acme/tool'])
})

it('links each group to exactly its rows', async () => {
  const page = await loadDuplicates(usual)
  for (const { shape, projects, some } of page.groups.filter(({ shape }) => shape.hidden !== null)) {
    const filter = parseFilter(shapeFilter(shape))
    const found = rows.filter((row) => matchesFilter(filterRow(row), filter))
    expect(found).toHaveLength(projects)
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(some.map(({ id }) => id)))
  }
})

it('filters, sorts and pages; the counts of the advice stay those of the filter', async () => {
  expect(shown(await loadDuplicates({ ...usual, filter: 'group:acme/shop' })).map(([key, n]) => [key, n])).toEqual([
    ['NPM_TOKEN', 2],
    ['SENTRY_DSN', 2],
  ])
  const above = await loadDuplicates({ ...usual, advice: 'above' })
  expect([above.total, above.counts.group, shown(above).length]).toEqual([1, 1, 1])
  const second = await loadDuplicates({ ...usual, sort: 'key', page: 2, pageSize: 2 })
  expect(shown(second).map(([key]) => key)).toEqual(['SENTRY_DSN'])
  expect((await loadDuplicates({ ...usual, filter: 'nosuch:thing' })).filterErrors).toHaveLength(1)
})
