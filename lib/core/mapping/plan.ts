// The plan that follows from inventory and rules: where each variable goes, which roles and policies that needs, what is left out.
import type { CiJob, Consumer, JobEnvironment } from '@/lib/core/inventory/consumer'
import type { Problem } from '@/lib/core/inventory/problem'
import type { Variable } from '@/lib/core/inventory/variable'
import type { Delivery } from './delivery'
import type { Replacement } from './replacements'
import type { StarAnswer } from './rules-file'

export const states = [
  'discovered',
  'mapped',
  'approved',
  'seeded',
  'dual_run',
  'cut_over',
  'quarantined',
  'deleted',
  'confirmed',
  'excluded',
  'retired',
  'replaced',
  'blocked',
  'gone',
] as const

export type State = (typeof states)[number]

export type Engine = 'kv-v2' | 'kv-v1' | 'database' | 'aws' | 'transit'

export type Target = { vault: string; mount: string; path: string; field: string }

/** One place in Vault for one variable, and the consumers that read it there. */
export type Placement = {
  target: Target
  engine: Engine
  file: boolean
  /** The environment part of the path: a name, `any`, or `review` for `review/*`. */
  environment: string
  protected: boolean
  consumers: Consumer[]
}

export type DecidedBy =
  | { kind: 'rule'; index: number }
  | { kind: 'choice' }
  | { kind: 'excluded'; reason: string; until: string | null }
  | { kind: 'retire'; reason: string }
  | { kind: 'replace'; with: Replacement; reason: string }
  | { kind: 'nothing' }

export type MappedVariable = {
  id: string
  variable: Variable
  state: State
  /** The one target; with an answer per environment its path keeps `{environment}`. Null when open or not to move. */
  target: Target | null
  placements: Placement[]
  star: StarAnswer | null
  decidedBy: DecidedBy
  uses: number | null
  blockers: Problem[]
  warnings: Problem[]
}

/** What one job reads, all through one login. */
export type JobPlan = {
  project: string
  job: CiJob
  role: string
  vault: string
  entries: { variableId: string; key: string; placement: Placement }[]
  /** How the job gets them, by the tier of its top-level group. */
  delivery?: Delivery
}

export type Policy = {
  name: string
  vault: string
  /** The project it belongs to, or the group for a shared one. */
  owner: { level: 'group' | 'project' | 'instance'; path: string | null }
  environment: JobEnvironment
  /** Paths as a policy spells them: with `data/` for kv-v2. Sorted, unique. */
  /** `read` unless said otherwise: transit takes what it is to sign or decrypt by a write. */
  /** `scripts`: jobs that read the path by their script, by a decision of the mapping. */
  paths: { path: string; variableIds: string[]; capability?: 'update'; scripts?: string[] }[]
  /** Lets a token revoke itself, as scripts do; GitLab Runner never does. */
  revokesToken?: true
}

export type Role = {
  name: string
  vault: string
  project: string
  projectId: number
  environment: JobEnvironment
  production: boolean
  protected: boolean
  jobs: string[]
  policies: string[]
  boundClaims: Record<string, string | string[]>
  boundClaimsType: 'string' | 'glob'
  flags: RoleFlag[]
  /** How long a token lives where the usual few minutes would end a lease too soon. */
  tokenSeconds?: number
}

export type RoleFlag = {
  code:
    | 'unprotected_environment'
    | 'no_environment_claim'
    | 'wildcard'
    | 'path_shared_with_merge_requests'
    | 'child_pipeline'
  detail: string
}

export type Plan = {
  variables: MappedVariable[]
  jobs: JobPlan[]
  roles: Role[]
  policies: Policy[]
}
