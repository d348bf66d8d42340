// The binding table as Markdown, one table for each environment.
import { bindingRecord } from './binding-record'
import type { BindingRow } from './binding-table'
import { groupBy } from './group-by'
import { markdownCode, markdownText } from './markdown-text'

const columns = ['Project', 'Variable', 'Vault path', 'Role', 'Bound claims', 'Refs', 'Triggers', 'Jobs', 'Flags']

/** Takes the rows; gives one page. Rows keep their order; environments come in the order of their first row. */
export function bindingsMarkdown(rows: readonly BindingRow[]): string {
  const groups = groupBy(rows, (row) => row.environment)
  const sections = [...groups].flatMap(([environment, own]) => {
    const title = environment === null ? 'No environment' : markdownText(environment)
    const production = own.some((row) => row.production) ? ' (production)' : ''
    const head = `| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}`
    return [`## ${title}${production}`, [head, ...own.map(rowText)].join('\n')]
  })
  const empty = rows.length === 0 ? ['No job reads anything from Vault by this plan.'] : []
  return `${['# Binding table', ...empty, ...sections].join('\n\n')}\n`
}

function rowText(row: BindingRow): string {
  const record = bindingRecord(row)
  const claims = Object.entries(record.bound_claims).map(([claim, value]) => {
    return `${markdownText(claim)} ${[value].flat().map(markdownCode).join(' or ')}`
  })
  if (record.bound_claims_type === 'glob') claims.push('(`*` is any text)')
  const flags = record.flags.map(({ code, detail }) => `**${code.replaceAll('_', ' ')}**: ${markdownText(detail)}`)
  const cells = [
    markdownText(record.project),
    markdownCode(record.key),
    `${markdownCode(`${record.mount}/${record.path}`)} ${markdownCode(record.field)} in ${markdownText(record.vault)}`,
    markdownCode(record.role),
    claims.join('<br>'),
    markdownText(record.refs),
    record.triggers.length === 0 ? 'none' : record.triggers.join(', '),
    record.jobs.map(markdownCode).join(', '),
    flags.join('<br>'),
  ]
  return `| ${cells.join(' | ')} |`
}
