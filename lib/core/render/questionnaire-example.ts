// Rows for the tests of the questions: one of each kind of decision.
import { variableId } from '@/lib/core/inventory/variable'
import type { DecidedBy } from '@/lib/core/mapping/plan'
import { type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'
import type { InventoryRow } from './inventory-row'
import type { QuestionRow } from './questionnaire'
import { questionnaireHeader, questionnaireLines, questionRow } from './questionnaire'

export const exampleRules: RulesFile = rulesFileSchema.parse({
  version: 1,
  vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
  mounts: [{ vault: 'main', path: 'ci', engine: 'kv-v2' }],
})

export function exampleVariable(
  key: string,
  more: Partial<Omit<InventoryRow, 'variable'>> & {
    owner?: string | null
    level?: 'project' | 'group' | 'instance'
  } = {},
): InventoryRow {
  const { owner = 'shop/web', level = 'project', ...rest } = more
  const variable: InventoryRow['variable'] = {
    level,
    owner,
    key,
    environmentScope: '*',
    variableType: 'env_var',
    protected: false,
    masked: true,
    hidden: null,
    raw: null,
    description: null,
    scheduleId: null,
  }
  return {
    id: variableId(variable),
    variable,
    state: 'discovered',
    target: null,
    uses: 2,
    blockers: [],
    warnings: [],
    classification: 'secret',
    production: false,
    tiers: [],
    goneSince: null,
    ...rest,
  }
}

const target = { vault: 'main', mount: 'ci', path: 'shop/web/any', field: 'TOKEN' }

export const exampleRows: [InventoryRow, DecidedBy, string[] | null][] = [
  [exampleVariable('OPEN'), { kind: 'nothing' }, null],
  [exampleVariable('OTHER', { owner: 'shop/api' }), { kind: 'nothing' }, ['ada', 'mira']],
  [exampleVariable('TOKEN', { target, state: 'mapped' }), { kind: 'choice' }, null],
  [exampleVariable('URL', { state: 'excluded' }), { kind: 'excluded', reason: 'an address', until: null }, null],
  [exampleVariable('OLD', { uses: 0, state: 'retired' }), { kind: 'retire', reason: 'nobody' }, null],
  [exampleVariable('ROOT', { owner: null, level: 'instance' }), { kind: 'nothing' }, null],
  [exampleVariable('LOST', { state: 'gone', goneSince: '2026-01-01T00:00:00Z' }), { kind: 'nothing' }, null],
]

export function exampleQuestions(): Map<string, QuestionRow> {
  return new Map(exampleRows.map((parts) => [parts[0].id, questionRow(...parts)]))
}

/** The file as exported, with cells that somebody changed: by key and column. */
export function answeredFile(
  changes: Record<string, Partial<Record<string, string>>>,
  rows = exampleQuestions(),
  separator = ',',
): string {
  const edited = [...rows.values()].map((row) => {
    const change = changes[row.facts.key] ?? {}
    const facts = { ...row.facts }
    const answers = { ...row.answers }
    for (const [column, text] of Object.entries(change)) {
      if (column in facts) Object.assign(facts, { [column]: text })
      else Object.assign(answers, { [column]: text })
    }
    return { ...row, facts, answers, mark: change.mark ?? row.mark, comment: change.comment ?? '' }
  })
  return questionnaireHeader(separator) + edited.map((row) => withComment(row, separator)).join('')
}

function withComment(row: QuestionRow & { comment: string }, separator: string): string {
  const line = questionnaireLines([row], separator)
  if (row.comment === '') return line
  const quoted = `"${row.comment.replaceAll('"', '""')}"`
  const end = `${separator}${separator}${row.mark}\r\n`
  if (!line.endsWith(end)) throw new Error('The line does not end with an empty comment and the mark.')
  return `${line.slice(0, -end.length)}${separator}${quoted}${separator}${row.mark}\r\n`
}
