// A database from before the columns keeps its rows: filtered, sorted and counted from the first moment.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseFilter } from '@/lib/core/inventory/filter'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { countStates } from '@/lib/core/render/inventory-rows'
import { migrate } from '@/lib/launch/migrate'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { closeDatabase, database } from './database'
import { exampleRow } from './example-rows'
import { replaceRows } from './replace-rows'
import { columnsOf } from './row-columns'
import { findPage, findRow, findRows } from './row-repository'

const migrations = path.resolve('prisma', 'migrations')
const old = Array.from({ length: 60 }, (_, index) => exampleRow(index))
const columns = async () =>
  database().$queryRaw<
    Record<string, unknown>[]
  >`SELECT id, level, owner, key, key_lower, scope, type, state, protected, masked,
    hidden, raw, classification, uses, blockers, tiers, target, target_path FROM inventory_row ORDER BY position`

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  const url = new URL(stored.ownerUrl)
  url.searchParams.set('options', '-c search_path=older,public')
  const client = new pg.Client({ connectionString: url.href })
  const folder = mkdtempSync(path.join(tmpdir(), 'cutover-columns-'))
  await client.connect()
  await client.query('CREATE SCHEMA older')
  cpSync(path.join(migrations, '0001_start'), path.join(folder, '0001_start'), { recursive: true })
  await migrate(url.href, folder)
  for (const [position, { row, detail }] of old.entries()) {
    await client.query('INSERT INTO inventory_row (id, position, "row", detail) VALUES ($1, $2, $3, $4)', [
      row.id,
      position,
      JSON.stringify(row),
      JSON.stringify(detail),
    ])
  }
  await migrate(url.href, migrations)
  await client.end()
  rmSync(folder, { recursive: true, force: true })
  process.env.CUTOVER_DATABASE_URL = url.href
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

const idsOf = (rows: InventoryRow[]) => rows.map(({ id }) => id)

it('has the same rows in the same order, with columns and counts made from them', async () => {
  expect(await findRows()).toEqual(old.map(({ row }) => row))
  expect(await findRow(old[7]?.row.id ?? '')).toEqual(old[7])
  expect(await columns()).toEqual(
    old.map(({ row }) => {
      const { search, ...made } = columnsOf(row)
      expect(search).toContain(made.key_lower)
      return made
    }),
  )
  const all = await findPage(parseFilter(''), { sort: 'none', direction: 'asc' }, { offset: 0, limit: 5 })
  expect(idsOf(all.rows)).toEqual(idsOf(old.slice(0, 5).map(({ row }) => row)))
  expect({ ...countStates([]), ...all.counts }).toEqual(countStates(old.map(({ row }) => row)))
})

it('takes the first rows that are worked out anew without a change of state in the history', async () => {
  const counts = countStates(old.map(({ row }) => row))
  const note = {
    who: 'worker',
    what: 'worked out again',
    today: '2026-01-02',
    counts,
    version: 0,
    fact: 'rows_basis',
    basis: {},
  }
  expect(await replaceRows(old, note)).toBe(0)
  expect(await findRows()).toEqual(old.map(({ row }) => row))
  const [{ n } = { n: null }] = await database().$queryRaw<
    { n: number | null }[]
  >`SELECT count(*)::int AS n FROM inventory_row
    WHERE hash = ''`
  expect(n).toBe(0)
})
