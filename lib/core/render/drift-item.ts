// What a comparison of the plan with a live server says of one thing: same, differs and in what, missing, unplanned, unknown.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import type { VaultUnknown } from '@/lib/core/trust/vault-reading'
import type { AccessLine } from './access-files'

export type DriftKind = 'auth' | 'role' | 'policy' | 'mount' | 'path'

export type DriftStatus = 'missing' | 'same' | 'differs' | 'unplanned' | 'unknown'

/** As JSON has it. Never a credential and never the value of a variable: nothing that holds one is compared. */
export type DriftValue = string | number | boolean | null | DriftValue[] | { [name: string]: DriftValue }

export type FieldDrift = {
  /** Of a role or configuration, `bound_claims.<claim>`, the path of a policy's block, or a field of a KV path. */
  field: string
  want: DriftValue
  got: DriftValue
  /** The line of the rendered file that wants it. */
  at: AccessLine | null
}

export type DriftItem = {
  vault: string
  kind: DriftKind
  name: string
  /** Of the project that it belongs to; null where it is nobody's alone. */
  project: string | null
  status: DriftStatus
  /** What differs; empty otherwise. */
  fields: FieldDrift[]
  /** All of what is planned, where it is missing; null otherwise. */
  want: DriftValue
  /** All of what is there, where it is unplanned; null otherwise. */
  got: DriftValue
  /** Why it is unknown: the reading, or that it is planned for less long than the reading is old. */
  why: VaultUnknown | 'not_read_yet' | null
  /** Since when, where the server does not answer any more. */
  since: string | null
  /** How it was when it was last read, where it is unknown since then. */
  last: Exclude<DriftStatus, 'unknown'> | null
  at: AccessLine | null
  /** Both texts of a policy that differs. */
  texts: { want: string; got: string } | null
}

/** An item of which nothing is known but its name; the rest is filled in by what is found. */
export function driftItem(
  change: Pick<DriftItem, 'vault' | 'kind' | 'name' | 'status'> & Partial<DriftItem>,
): DriftItem {
  return {
    project: null,
    fields: [],
    want: null,
    got: null,
    why: null,
    since: null,
    last: null,
    at: null,
    texts: null,
    ...change,
  }
}

/** A value as JSON has it: a number that keeps its digits becomes a plain one. */
export function plainValue(value: ClaimValue | undefined): DriftValue {
  const plain: DriftValue = JSON.parse(JSON.stringify(value ?? null))
  return plain
}
