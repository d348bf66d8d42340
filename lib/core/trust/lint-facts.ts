// What the inventory knows that a lint of a role needs, and what a lint finds.
import type { TokenProject, Trigger } from './claims-of'

export type LintProject = TokenProject & {
  /** Who may push, by user id; null where it was not read. */
  pushers: readonly number[] | null
  /** Those of them who may push or merge to a protected ref. Left out: not told apart. */
  guardedPushers?: readonly number[] | null
  /** Who may run a pipeline with variables of their own, by role. Left out: not told apart from who may push. */
  variableSetters?: readonly number[] | null
  /** May a merge request run as protected? Left out: as `mergeRequestPipelinesProtected` says. */
  protectedMergeRequests?: boolean | null
}

export type LintFacts = {
  gitlabUrl: string
  /** All projects of the instance that the inventory knows. */
  projects: readonly LintProject[]
  /** Is what the role reads for production? */
  production: boolean
  /** The environment that the role is for; null where its jobs have none. */
  environment: { name: string; protected: boolean | null } | null
  /** The jobs that are to use the role. */
  jobs: readonly { name: string; hasEnvironment: boolean }[]
  /** `protect_merge_request_pipelines`; null where it was not read. */
  mergeRequestPipelinesProtected: boolean | null
  /** `ci_pipeline_variables_minimum_override_role`; null where it was not read. */
  pipelineVariablesFrom: 'developer' | 'maintainer' | 'owner' | 'no_one_allowed' | null
  /** Names of variables that groups above or the instance define. */
  variablesAbove: readonly string[]
  /** Seconds that leased secrets must last; null where the role reads none. */
  leaseSeconds: number | null
  /** Vault paths of the mapping. */
  paths: readonly string[]
  /** Those of them that some role lets a merge request read. */
  mergeRequestPaths: readonly string[]
}

/** How far a role lets in, from the inventory. */
export type Reach = { projects: number; triggers: Trigger[]; people: number | null }

export type LintCode =
  | 'audience_only'
  | 'project_not_bound'
  | 'glob_on_path'
  | 'issuer_not_bound'
  | 'default_role'
  | 'template_not_fixed_by_user_claim'
  | 'template_never_filled'
  | 'template_value_with_slash'
  | 'ttl_shorter_than_lease'
  | 'unbounded_clients'
  | 'clients_by_person'
  | 'audit_without_person'
  | 'not_a_text'
  | 'environment_missing_in_job'
  | 'merge_request_passes'
  | 'environment_action_not_bound'
  | 'path_read_by_merge_request'
  | 'redirected_login'
  | 'vault_variable_above'

export type LintFinding = {
  code: LintCode
  /** Field of the role or configuration, name of the policy or of the variable. */
  field: string
  /** One sentence for a person. */
  text: string
  advice: string
  reach: Reach
}
