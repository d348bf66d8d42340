// Files of the inventory: whole, in pieces, and never other rows than meant.
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inventoryRecord } from '@/lib/core/render/inventory-json'
import { countStates } from '@/lib/core/render/inventory-rows'
import { closeDatabase } from '@/lib/db/database'
import { exampleRow } from '@/lib/db/example-rows'
import { replaceRows } from '@/lib/db/replace-rows'
import { AppError } from '@/lib/errors'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { exportInventory } from './export-inventory'
import { selectRows } from './select-rows'

const rows = Array.from({ length: 4500 }, (_, index) => exampleRow(index))
const counts = countStates(rows.map(({ row }) => row))
const save = (at: string) =>
  replaceRows(rows, { who: 'a', what: 'b', today: '2026-01-02', counts, version: 0, fact: 'rows_basis', basis: { at } })

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  await save('first')
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

describe('exportInventory', () => {
  it('writes every row once, as JSON, in pieces of which none is the whole', async () => {
    const pieces: string[] = []
    for await (const piece of exportInventory('json', '')) pieces.push(piece)
    const records = JSON.parse(pieces.join(''))
    expect(records).toEqual(rows.map(({ row }) => inventoryRecord(row)))
    expect(pieces.join('')).toBe(`${JSON.stringify(records, null, 2)}\n`)
    expect(pieces.length).toBeGreaterThan(2)
  })

  it('writes a header and every row as CSV', async () => {
    const lines = (await text(exportInventory('csv', ''))).split('\r\n')
    expect(lines[0]).toMatch(/^level,owner,key,environment_scope,/)
    expect(lines).toHaveLength(rows.length + 2)
    const keys = lines.slice(1, -1).map((line) => line.split(',')[2])
    expect(keys).toEqual(rows.map(({ row }) => row.variable.key))
  })

  it('writes an empty array, or the header alone, where nothing is found', async () => {
    expect(await text(exportInventory('json', 'key:NONE_SUCH'))).toBe('[]\n')
    expect(await text(exportInventory('csv', 'key:NONE_SUCH'))).toMatch(/^level,[a-z_,]+\r\n$/)
  })

  it('refuses a filter that it does not understand', () => {
    expect(() => exportInventory('csv', 'colour:red')).toThrow(AppError)
  })
})

describe('selectRows', () => {
  it('finds all rows of a filter, and refuses them once they were made anew', async () => {
    const found = await selectRows({ filter: 'state:open' }, null)
    expect(found.ids).toHaveLength(counts.discovered)
    expect(await selectRows({ filter: 'state:open' }, found.snapshot)).toEqual(found)
    await save('second')
    await expect(selectRows({ filter: 'state:open' }, found.snapshot)).rejects.toThrow(AppError)
  })

  it('refuses a filter that it does not understand: it would select more than meant', async () => {
    await expect(selectRows({ filter: 'colour:red' }, null)).rejects.toThrow(AppError)
  })
})
