// The inventory that a filter finds, as a file that is written while it is read.
import { inventoryCsv, inventoryCsvHeader, inventoryJson } from '@/lib/core/render/inventory-json'
import { findChunks } from '@/lib/db/row-repository'
import { AppError } from '@/lib/errors'
import { readFilter } from './query-inventory'

const chunkSize = 2000

/**
 * The pieces of the file, in order; at most one piece is in memory. Fails at once with `invalid_input` and the reasons when the
 * filter is not valid: a file with other rows than meant would mislead. Fails later with `stale` when the inventory is made
 * anew in between: half a file of each would too.
 */
export function exportInventory(format: 'csv' | 'json', filter: string): AsyncGenerator<string> {
  const parsed = readFilter(filter)
  if (parsed.errors.length > 0) throw new AppError('invalid_input', parsed.errors)
  const chunks = findChunks(parsed, chunkSize)
  return format === 'csv' ? csv(chunks) : json(chunks)
}

type Chunks = ReturnType<typeof findChunks>

async function* csv(chunks: Chunks): AsyncGenerator<string> {
  yield inventoryCsvHeader
  for await (const rows of chunks) yield inventoryCsv(rows)
}

async function* json(chunks: Chunks): AsyncGenerator<string> {
  let before = '['
  for await (const rows of chunks) {
    yield `${before}\n${inventoryJson(rows)}`
    before = ','
  }
  yield before === '[' ? '[]\n' : '\n]\n'
}
