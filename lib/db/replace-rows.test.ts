// Rows are written as one change, and only those that changed.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseFilter } from '@/lib/core/inventory/filter'
import { countStates } from '@/lib/core/render/inventory-rows'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { closeDatabase, database } from './database'
import { exampleRow } from './example-rows'
import { replaceRows } from './replace-rows'
import { countByState, findPage, findRows } from './row-repository'

type Rows = Parameters<typeof replaceRows>[0]

const some = (from: number, to: number): Rows => Array.from({ length: to - from }, (_, at) => exampleRow(from + at))

const save = (rows: Rows, version = 0) => {
  const counts = countStates(rows.map(({ row }) => row))
  return replaceRows(rows, { who: 'a', what: 'b', today: '2026-01-02', counts, version, fact: 'rows_basis', basis: {} })
}

/** Which version of each row stands there: another one after every write. */
async function versions(): Promise<Map<string, string>> {
  const found = await database().$queryRaw<{ id: string; version: string }[]>`SELECT id,
    inventory_row.xmin::text || ' ' || inventory_document.xmin::text AS version FROM inventory_row JOIN inventory_document USING (id)`
  return new Map(found.map(({ id, version }) => [id, version]))
}

async function writtenBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = await versions()
  await work()
  return [...(await versions())].filter(([id, version]) => before.get(id) !== version).map(([id]) => id)
}

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})
beforeEach(async () => {
  await save([])
  await save(some(0, 2500))
})

describe('replaceRows', () => {
  it('writes nothing when nothing changed', async () => {
    expect(await writtenBy(() => save(some(0, 2500)))).toEqual([])
  })

  it('writes one row for one that came, that changed, or whose detail changed, and none for one that went', async () => {
    const [first, second, third, ...rest] = some(0, 2500)
    if (!first || !second || !third) throw new Error('There are rows.')
    const [comer] = some(9000, 9001)
    if (!comer) throw new Error('There is a row.')
    const later = { ...second, row: { ...second.row, uses: 77 } }
    const deeper = { ...third, detail: { ...third.detail, unknown: ['rules of one job'] } }
    const all = [later, comer, deeper, ...rest]
    expect((await writtenBy(() => save(all))).sort()).toEqual([later, comer, deeper].map(({ row }) => row.id).sort())
    expect(await findRows()).toEqual(all.map(({ row }) => row))
  })

  it('keeps the order that it is given, whatever stood before', async () => {
    const turned = some(500, 1700).reverse()
    await save(turned)
    expect(await findRows()).toEqual(turned.map(({ row }) => row))
    expect({ ...countStates([]), ...(await countByState()) }).toEqual(countStates(turned.map(({ row }) => row)))
  })

  it('shows the old rows to readers until all new ones are there', async () => {
    const before = await countByState()
    const writing = save(some(3000, 6000))
    const seen = new Set<number>()
    let over = false
    void writing.finally(() => {
      over = true
    })
    while (!over) seen.add((await findRows()).length)
    await writing
    expect([...seen].every((count) => count === 2500 || count === 3000)).toBe(true)
    expect(await countByState()).not.toEqual(before)
  })

  it('leaves counts that are the same as counting, also where they are not kept', async () => {
    const kept = await countByState()
    await database().$executeRaw`DELETE FROM fact WHERE name = 'row_counts'`
    const page = await findPage(parseFilter(''), { sort: 'key', direction: 'asc' }, { offset: 0, limit: 1 })
    const full = { ...countStates([]), ...kept }
    expect([
      { ...countStates([]), ...page.counts },
      { ...countStates([]), ...(await countByState()) },
    ]).toEqual([full, full])
  })

  it('writes nothing for rules that are not the latest any more', async () => {
    expect(await writtenBy(async () => expect(await save(some(0, 10), 3)).toBeNull())).toEqual([])
  })
})
