// The address of the Load page: the assumptions, whether counted jobs are used, and the order of the table.
import type { LoadAssumptions, LoadRow } from '@/lib/core/render/vault-load'
import { largestAssumptions, usualAssumptions } from '@/lib/core/render/vault-load-assumptions'

export const loadColumns = [
  'project',
  'pipelines',
  'runs',
  'logins',
  'reads',
  'scriptLogins',
  'scriptReads',
  'leases',
] as const

export type LoadColumn = (typeof loadColumns)[number]

export type LoadView = {
  assumptions: LoadAssumptions
  /** False where the reader asked for the assumptions although jobs were counted. */
  useHistory: boolean
  sort: { column: LoadColumn; descending: boolean }
  page: number
}

/** The fields of the form by their name in the address. */
export const loadFields = ['production', 'environment', 'plain', 'protected', 'people', 'branch', 'hour'] as const

export type LoadField = (typeof loadFields)[number]

/** One assumption by its field. */
export function assumed({ pipelines, ...rest }: LoadAssumptions, field: LoadField): number {
  if (field === 'production' || field === 'environment' || field === 'plain') return pipelines[field]
  const { protectedPercent, people, pipelinesPerBranch, busiestHourPercent } = rest
  return { protected: protectedPercent, people, branch: pipelinesPerBranch, hour: busiestHourPercent }[field]
}

type Parameters = Record<string, string | string[] | undefined>

/** What is missing or no number falls back to the usual; what is too large to the largest. */
export function readLoadAddress(asked: Parameters): LoadView {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : '')
  const number = (field: LoadField) => {
    const value = Number(text(field))
    if (text(field) === '' || !Number.isFinite(value) || value < 0) return assumed(usualAssumptions, field)
    return Math.min(value, assumed(largestAssumptions, field))
  }
  const sort = text('sort')
  const column = loadColumns.find((one) => one === sort.replace(/^-/, ''))
  return {
    assumptions: {
      pipelines: {
        production: number('production'),
        environment: number('environment'),
        plain: number('plain'),
      },
      protectedPercent: number('protected'),
      people: number('people'),
      pipelinesPerBranch: Math.max(1, number('branch')),
      busiestHourPercent: number('hour'),
    },
    useHistory: text('counts') !== 'assumed',
    sort: { column: column ?? 'logins', descending: column === undefined || sort.startsWith('-') },
    page: Math.max(1, Math.trunc(Number(text('page'))) || 1),
  }
}

/** What is as usual is left out. */
export function loadAddress(view: Partial<LoadView>): string {
  const parameters = new URLSearchParams()
  if (view.assumptions !== undefined) {
    for (const field of loadFields) {
      const value = assumed(view.assumptions, field)
      if (value !== assumed(usualAssumptions, field)) parameters.set(field, String(value))
    }
  }
  if (view.useHistory === false) parameters.set('counts', 'assumed')
  const { sort, page } = view
  if (sort !== undefined && !(sort.column === 'logins' && sort.descending)) {
    parameters.set('sort', `${sort.descending ? '-' : ''}${sort.column}`)
  }
  if (page !== undefined && page > 1) parameters.set('page', String(page))
  const text = parameters.toString()
  return text === '' ? '/load' : `/load?${text}`
}

export function cellOf(row: LoadRow, column: LoadColumn): number | string {
  const { secrets, script } = row.forms
  if (column === 'project') return row.project
  if (column === 'pipelines') return row.pipelines
  if (column === 'runs') return row.runs
  if (column === 'logins') return secrets.logins
  if (column === 'reads') return secrets.reads
  if (column === 'scriptLogins') return script.logins
  return column === 'scriptReads' ? script.reads : secrets.leases
}

/** Equal ones by project. */
export function sortLoadRows(rows: readonly LoadRow[], { column, descending }: LoadView['sort']): LoadRow[] {
  const way = descending ? -1 : 1
  return [...rows].sort((one, other) => {
    const [a, b] = [cellOf(one, column), cellOf(other, column)]
    if (a !== b) return a < b ? -way : way
    return one.project < other.project ? -1 : 1
  })
}
