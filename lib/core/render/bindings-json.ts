// The binding table as JSON.
import { bindingRecord } from './binding-record'
import type { BindingRow } from './binding-table'

/** Takes the rows; gives one array, in their order. */
export function bindingsJson(rows: readonly BindingRow[]): string {
  return `${JSON.stringify(rows.map(bindingRecord), null, 2)}\n`
}
