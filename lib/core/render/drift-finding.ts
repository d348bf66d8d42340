// What the drift and lint commands print and the Drift page lists: coded findings, and what could not be known.
import type { AccessLine } from './access-files'
import type { DriftItem, DriftValue } from './drift-item'
import type { VaultDrift } from './drift-vault'

/** Exactly what `--json` prints. */
export type PrintedFinding = {
  code: string
  kind: string
  name: string
  field: string | null
  want: DriftValue
  got: DriftValue
}

export type DriftFinding = PrintedFinding & {
  /** Null for a finding about GitLab. */
  vault: string | null
  project: string | null
  /** One sentence for a person. */
  text: string
  at: AccessLine | null
  /** Both texts of a policy that differs. */
  texts: { want: string; got: string } | null
}

export type Unknown = { kind: string; name: string; why: string }

/** Takes a finding; gives what is printed of it, its keys in the promised order. */
export function printedFinding({ code, kind, name, field, want, got }: DriftFinding): PrintedFinding {
  return { code, kind, name, field, want, got }
}

/** One finding for what is missing or unplanned, and one for each field that differs. */
export function vaultFindings(drift: VaultDrift): DriftFinding[] {
  return drift.items.flatMap((item): DriftFinding[] => {
    const { kind, name, vault, project, at, texts } = item
    const common = { kind, name, vault, project, texts }
    if (item.status === 'differs') {
      return item.fields.map(({ field, want, got, at: line }) => ({
        ...common,
        code: kind === 'path' ? 'field_missing' : `${kind}_differs`,
        field,
        want,
        got,
        text: differsText(item, field, got),
        at: line ?? at,
      }))
    }
    if (item.status !== 'missing' && item.status !== 'unplanned') return []
    const { want, got, status } = item
    return [{ ...common, code: `${kind}_${status}`, field: null, want, got, text: statusText(item), at }]
  })
}

/** What could not be read: of a vault that does not answer at all one entry, else one for each thing. */
export function vaultUnknown(drift: VaultDrift): Unknown[] {
  if (drift.why !== null) {
    const since = drift.since === null ? '' : ` since ${drift.since}`
    return [{ kind: 'vault', name: drift.vault, why: `${drift.why}${since}` }]
  }
  return drift.items
    .filter(({ status }) => status === 'unknown')
    .map(({ kind, name, why }) => ({ kind, name, why: why ?? 'not_read_yet' }))
}

function differsText({ kind, name }: DriftItem, field: string, got: DriftValue): string {
  if (kind === 'path') return `${name} has no field ${field}`
  if (kind === 'policy')
    return got === null ? `The policy does not list ${field}` : `The policy grants something else on ${field}`
  if (kind === 'mount') return `The mount ${name} is of another kind`
  return got === null ? `${field} is not set` : `${field} is not as planned`
}

const missing: Record<DriftItem['kind'], string> = {
  auth: 'The auth method is not there, or has no configuration',
  role: 'The server has no such role',
  policy: 'The server has no such policy',
  mount: 'The server has no such secrets engine',
  path: 'Nothing is at this path yet',
}

function statusText({ kind, status }: DriftItem): string {
  if (status === 'missing') return missing[kind]
  return kind === 'role' ? 'No plan has this role' : 'No plan has this policy'
}
