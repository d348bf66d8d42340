// One row of the binding table under the names that exports use.
import type { BindingRow } from './binding-table'
import { variableName } from './variable-label'

export type BindingRecord = {
  environment: string | null
  production: boolean
  project: string
  key: string
  level: string | null
  owner: string | null
  environment_scope: string | null
  vault: string
  mount: string
  path: string
  field: string
  role: string
  policies: string[]
  bound_claims: Record<string, string | string[]>
  bound_claims_type: 'string' | 'glob'
  refs: string
  triggers: string[]
  jobs: string[]
  flags: { code: string; detail: string }[]
}

/** Takes a row; gives its record, the same for JSON and CSV. */
export function bindingRecord(row: BindingRow): BindingRecord {
  const name = variableName(row.variableId)
  return {
    environment: row.environment,
    production: row.production,
    project: row.project,
    key: row.key,
    level: name?.level ?? null,
    owner: name?.owner ?? null,
    environment_scope: name?.scope ?? null,
    vault: row.vault,
    mount: row.mount,
    path: row.path,
    field: row.field,
    role: row.role,
    policies: row.policies,
    bound_claims: Object.fromEntries(Object.entries(row.boundClaims).sort(([a], [b]) => (a < b ? -1 : 1))),
    bound_claims_type: row.boundClaimsType,
    refs: qualifyingRefs(row.boundClaims),
    triggers: [...row.qualifies],
    jobs: row.jobs,
    flags: [
      ...row.flags.map(({ code, detail }) => ({ code, detail })),
      ...(row.notMasked === undefined ? [] : [{ code: 'not_masked', detail: row.notMasked }]),
    ],
  }
}

/** Takes bound claims; says which refs they let in. Without `ref_protected: "true"` any ref will do. */
export function qualifyingRefs(claims: Record<string, string | string[]>): string {
  const named = listed(claims.ref)
  const type = listed(claims.ref_type)
  const kind =
    type === null ? 'branches and tags' : type.map((one) => (one === 'branch' ? 'branches' : `${one}s`)).join(', ')
  const which = listed(claims.ref_protected)?.join() === 'true' ? `protected ${kind}` : `any ${kind}`
  return named === null ? which : `${which}: ${named.join(', ')}`
}

function listed(value: string | string[] | undefined): string[] | null {
  if (value === undefined) return null
  return typeof value === 'string' ? [value] : value
}
