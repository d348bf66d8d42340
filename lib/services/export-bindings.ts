// The binding table as a file, of one environment or of all.
import { type BindingRow, bindingTable } from '@/lib/core/render/binding-table'
import { bindingsCsv } from '@/lib/core/render/bindings-csv'
import { bindingsJson } from '@/lib/core/render/bindings-json'
import { bindingsMarkdown } from '@/lib/core/render/bindings-markdown'
import { loadPlan } from './load-plan'

export type BindingsFormat = 'csv' | 'md' | 'json'

const formats: Record<BindingsFormat, (rows: BindingRow[]) => string> = {
  csv: bindingsCsv,
  md: bindingsMarkdown,
  json: bindingsJson,
}

/** `environment` null gives all of them; the empty name stands for jobs without an environment. */
export async function exportBindings(format: BindingsFormat, environment: string | null): Promise<string> {
  const rows = bindingTable(await loadPlan())
  return formats[format](environment === null ? rows : rows.filter((row) => (row.environment ?? '') === environment))
}
