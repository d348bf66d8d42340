// How PostgreSQL answers the questions of the inventory: by which index, and in how many statements.
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseFilter } from '@/lib/core/inventory/filter'
import { countStates } from '@/lib/core/render/inventory-rows'
import { sortColumns } from '@/lib/core/render/sort-rows'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { queryInventory } from '@/lib/services/query-inventory'
import { closeDatabase, database } from './database'
import { exampleRow } from './example-rows'
import { Prisma, PrismaClient } from './generated/client'
import { replaceRows } from './replace-rows'
import { chunkSql, pageSql } from './row-query'

const rows = Array.from({ length: 20_000 }, (_, index) => exampleRow(index))
const directions = ['asc', 'desc'] as const

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  const counts = countStates(rows.map(({ row }) => row))
  await replaceRows(rows, {
    who: 'a',
    what: 'b',
    today: '2026-01-02',
    counts,
    version: 0,
    fact: 'rows_basis',
    basis: {},
  })
  // What autovacuum does a minute later in a server that runs on.
  const owner = new pg.Client({ connectionString: stored.ownerUrl })
  await owner.connect()
  await owner.query('VACUUM ANALYZE inventory_row, inventory_document')
  await owner.end()
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Node[] }

async function planOf(query: Prisma.Sql): Promise<Node[]> {
  const [found] = await database().$queryRaw<{ 'QUERY PLAN': { Plan: Node }[] }[]>(
    Prisma.sql`EXPLAIN (FORMAT JSON) ${query}`,
  )
  const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)]
  const nodes = (found?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => flat(Plan))
  if (nodes.length === 0) throw new Error('PostgreSQL gave no plan.')
  return nodes
}

const wholeReads = (nodes: Node[]) =>
  nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])
const indexes = (nodes: Node[]) => nodes.flatMap((node) => node['Index Name'] ?? [])

const page = (filter: string, sort = 'key', direction: 'asc' | 'desc' = 'asc') =>
  planOf(pageSql(parseFilter(filter), { sort, direction }, { offset: 0, limit: 50 }))

describe('a page of the inventory', () => {
  it.each(
    sortColumns.flatMap((sort) => directions.map((direction) => [sort, direction] as const)),
  )('is read from an index in its order: %s %s', async (sort, direction) => {
    const nodes = await page('', sort, direction)
    const first = nodes.find((node) => node['Node Type'] === 'Limit')
    // No sort between: the first 50 of the index are the page.
    expect(first?.Plans?.map((node) => node['Node Type'])).toEqual([expect.stringMatching(/^Index (Only )?Scan$/)])
    expect(indexes(nodes)).toContain(sort === 'blockers' ? 'inventory_row_blocker_count' : `inventory_row_${sort}`)
  })

  it.each([
    ['group:acme-payments/area-0', 'inventory_row_owner'],
    ['project:acme-payments/area-0/service-0', 'inventory_row_owner'],
    ['key:stripe_token_*', 'inventory_row_key_lower'],
    ['key:DB_DB_TOKEN_3', 'inventory_row_key_lower'],
    ['target:ci/acme-shop/area-1', 'inventory_row_target_path'],
    ['blocker:static_vault_credential group:acme-ads', 'inventory_row_owner'],
    ['service-777', 'inventory_row_search'],
  ])('finds %s, and its counts, without reading every row', async (filter, index) => {
    const nodes = await page(filter)
    expect(wholeReads(nodes)).not.toContain('inventory_row')
    expect(indexes(nodes)).toContain(index)
  })

  it('finds keys by their beginning before it sorts them, not at the end of a walk down the whole order', async () => {
    const nodes = await page('key:stripe_*')
    expect(indexes(nodes)).toContain('inventory_row_key_lower')
    expect(indexes(nodes)).not.toContain('inventory_row_key')
  })

  it('finds the rows of a state chip in the index of state and key', async () => {
    const nodes = await page('state:blocked')
    expect(indexes(nodes)).toContain('inventory_row_state_key')
  })

  it('takes the counts of all rows from where they are kept', async () => {
    const [found] = await database().$queryRaw<{ 'QUERY PLAN': { Plan: Node }[] }[]>(
      Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${pageSql(parseFilter('state:open'), { sort: 'key', direction: 'asc' }, { offset: 0, limit: 50 })}`,
    )
    const read: [string, number][] = []
    const walk = (node: Node & { 'Actual Rows'?: number; 'Actual Loops'?: number }) => {
      if (node['Relation Name'] && (node['Actual Loops'] ?? 0) > 0)
        read.push([node['Relation Name'], (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 0)])
      for (const inner of node.Plans ?? []) walk(inner)
    }
    for (const { Plan } of found?.['QUERY PLAN'] ?? []) walk(Plan)
    expect(read.map(([table]) => table)).toContain('fact')
    expect(Math.max(...read.map(([, count]) => count))).toBeLessThanOrEqual(50)
  })

  it('goes on with an export in the index of the positions', async () => {
    const nodes = await planOf(chunkSql(parseFilter(''), 65_536 * 9000, 1000))
    expect(indexes(nodes)).toContain('inventory_row_position')
    expect(wholeReads(nodes)).not.toContain('inventory_row')
  })
})

describe('queryInventory', () => {
  it.each([1, 50, 200])('asks the database once for %d rows', async (pageSize) => {
    await closeDatabase()
    const client = new PrismaClient({
      adapter: new PrismaPg({ connectionString: stored.webUrl }),
      log: [{ emit: 'event', level: 'query' }],
    })
    const asked: string[] = []
    client.$on('query', ({ query }) => asked.push(query))
    Object.assign(globalThis, { cutoverDatabase: client })
    const found = await queryInventory({ filter: 'is:masked', sort: 'owner', direction: 'desc', page: 2, pageSize })
    expect(found.rows).toHaveLength(pageSize)
    expect(asked).toHaveLength(1)
    await closeDatabase()
  })
})
