// The blast radius as pages show it: counts instead of people, sorted, with what is not known.
import type { Trigger } from '@/lib/core/trust/claims-of'
import type { RadiusRow, RadiusSide } from './blast-radius'

export type RadiusCounts = Omit<RadiusSide, 'people' | 'peopleUnknown'> & {
  people: number
  /** Projects of which it is not fully known who may push: `people` is then the least. */
  peopleUnknown: number
}

export type RadiusViewRow = {
  variableId: string
  key: string
  owner: string | null
  level: string
  environmentScope: string
  protected: boolean
  production: boolean
  today: RadiusCounts
  after: RadiusCounts
}

export const radiusSorts = ['people', 'jobs', 'key'] as const

export type RadiusSort = (typeof radiusSorts)[number]

export function radiusViewRow({ variableId, variable, production, today, after }: RadiusRow): RadiusViewRow {
  const { key, owner, level, environmentScope } = variable
  const shown = { variableId, key, owner, level, environmentScope, protected: variable.protected, production }
  return { ...shown, today: countsOf(today), after: countsOf(after) }
}

function countsOf({ people, peopleUnknown, ...rest }: RadiusSide): RadiusCounts {
  return { ...rest, people: people.size, peopleUnknown: peopleUnknown.length }
}

/** By how many can still use it after cut-over, then today, most first; or by key. Equal ones keep the order of their keys. */
export function sortRadius(rows: readonly RadiusViewRow[], sort: RadiusSort): RadiusViewRow[] {
  const byKey = (a: RadiusViewRow, b: RadiusViewRow) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : a.variableId < b.variableId ? -1 : 1
  if (sort === 'key') return [...rows].sort(byKey)
  const of = (row: RadiusViewRow, side: 'today' | 'after') => row[side][sort]
  return [...rows].sort((a, b) => of(b, 'after') - of(a, 'after') || of(b, 'today') - of(a, 'today') || byKey(a, b))
}

/**
 * “12”, “at least 12” where more may be, “unknown” where nothing was read: what is not known is never shown as none.
 */
export function leastText(count: number, unknown: number): string {
  if (unknown === 0) return count.toLocaleString('en')
  return count === 0 ? 'unknown' : `at least ${count.toLocaleString('en')}`
}

/** Ways to start a pipeline that lead in today and no longer do. */
export function triggersClosed({ today, after }: Pick<RadiusViewRow, 'today' | 'after'>): Trigger[] {
  return today.triggers.filter((trigger) => !after.triggers.includes(trigger))
}
