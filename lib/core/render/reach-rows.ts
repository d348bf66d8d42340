// The rows of who can read something: fewer by trigger or environment, and as CSV.
import type { Trigger } from '@/lib/core/trust/claims-of'
import type { AccessReach } from './access-reach'
import { csvField } from './csv-field'

/** Null is any; an environment of null is a job without one, undefined any. */
export type ReachFilter = { trigger: Trigger | null; environment: string | null | undefined }

/** Keeps the rows in which a job of that kind gets in, whole: other ways in stay visible. */
export function filterReach(rows: readonly AccessReach[], { trigger, environment }: ReachFilter): AccessReach[] {
  return rows.filter(
    ({ triggers, environments }) =>
      (trigger === null || triggers.includes(trigger)) &&
      (environment === undefined || environments.some(({ name }) => name === environment)),
  )
}

/** Environments by which one can filter, jobs without one first. */
export function reachEnvironments(rows: readonly AccessReach[]): (string | null)[] {
  const names = new Set(rows.flatMap(({ environments }) => environments.map(({ name }) => name)))
  return [...names].sort((a, b) => Number(b === null) - Number(a === null) || ((a ?? '') < (b ?? '') ? -1 : 1))
}

const columns = [
  'project',
  'environments',
  'environments_by_naming_the_role',
  'triggers',
  'should_be_none',
  'vault',
  'path',
  'role',
  'policy',
  'policy_file',
  'policy_line',
] as const

/** A header and one record a row, with CRLF (RFC 4180 §2). Lists are JSON inside their field; no environment is null. */
export function reachCsv(rows: readonly AccessReach[]): string {
  const lines = rows.map((row) => {
    const { project, environments, triggers, unwanted, vault, path, grant } = row
    const named = (foreign: boolean) => environments.filter((one) => one.foreign === foreign).map(({ name }) => name)
    const record: Record<(typeof columns)[number], string> = {
      project,
      environments: JSON.stringify(named(false)),
      environments_by_naming_the_role: JSON.stringify(named(true)),
      triggers: JSON.stringify(triggers),
      should_be_none: JSON.stringify(unwanted),
      vault,
      path,
      role: grant.role,
      policy: grant.policy,
      policy_file: grant.at?.file ?? '',
      policy_line: String(grant.at?.line ?? ''),
    }
    return columns.map((column) => csvField(record[column])).join(',')
  })
  return [columns.join(','), ...lines].map((line) => `${line}\r\n`).join('')
}
