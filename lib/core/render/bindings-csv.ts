// The binding table as CSV.
import { type BindingRecord, bindingRecord } from './binding-record'
import type { BindingRow } from './binding-table'
import { csvField } from './csv-field'

const columns = [
  'environment',
  'production',
  'project',
  'key',
  'level',
  'owner',
  'environment_scope',
  'vault',
  'mount',
  'path',
  'field',
  'role',
  'policies',
  'bound_claims',
  'bound_claims_type',
  'refs',
  'triggers',
  'jobs',
  'flags',
] as const satisfies readonly (keyof BindingRecord)[]

/**
 * Takes the rows; gives a header and one record a row, with CRLF (RFC 4180 §2). Lists and maps are JSON inside their
 * field, so that a name with a comma or a semicolon stays one name; nothing is an empty field.
 */
export function bindingsCsv(rows: readonly BindingRow[]): string {
  const lines = rows.map((row) => {
    const record = bindingRecord(row)
    return columns.map((column) => csvField(cell(record[column]))).join(',')
  })
  return [columns.join(','), ...lines].map((line) => `${line}\r\n`).join('')
}

function cell(value: BindingRecord[keyof BindingRecord]): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
