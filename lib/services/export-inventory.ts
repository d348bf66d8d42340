// The inventory that a filter finds, as a file.
import { inventoryCsv, inventoryJson } from '@/lib/core/render/inventory-json'
import { AppError } from '@/lib/errors'
import { findFiltered } from './query-inventory'

/** Fails with `invalid_input` and the reasons when the filter is not valid: a file with other rows than meant would mislead. */
export async function exportInventory(format: 'csv' | 'json', filter: string): Promise<string> {
  const { rows, errors } = await findFiltered(filter)
  if (errors.length > 0) throw new AppError('invalid_input', errors)
  return format === 'csv' ? inventoryCsv(rows) : inventoryJson(rows)
}
