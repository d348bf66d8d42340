// What a scan read of one GitLab: groups, projects, variables, CI configuration, and what could not be read.
import type { RefsReading } from './ref-reading'
import type { RunnersReading } from './runner'
import type { Variable } from './variable'

export type Tier = 'production' | 'staging' | 'testing' | 'development' | 'other'

export type Environment = { name: string; tier: Tier; available: boolean }

export type Schedule = { id: number; description: string; ref: string; active: boolean }

export type CiFile = { path: string; text: string }

/** The CI configuration of one ref. `absent` is a known absence; `unknown` is not. */
export type CiReading =
  | { state: 'valid'; ref: string; mergedYaml: string; root: CiFile | null; included: CiFile[]; includes: CiInclude[] }
  | { state: 'invalid'; ref: string; errors: string[]; root: CiFile | null }
  | { state: 'absent' }
  | { state: 'unknown'; reason: GapReason }

/** One `include` as `ci/lint` reports it. */
export type CiInclude = { type: string; location: string; contextProject: string | null }

export type Group = { id: number | null; fullPath: string; name: string; variablesRead: boolean }

/** Who may bend a pipeline without a change to its files; null where GitLab did not tell. */
export type PipelineSettings = {
  /** The lowest role that may run a pipeline with variables of its own (`ci_pipeline_variables_minimum_override_role`). */
  variablesFrom: 'developer' | 'maintainer' | 'owner' | 'no_one_allowed' | null
  /** Do merge requests between protected branches run as protected (`protect_merge_request_pipelines`)? */
  protectsMergeRequests: boolean | null
}

export type Project = {
  id: number
  fullPath: string
  /** Full path of the namespace that holds it. */
  groupPath: string
  archived: boolean
  emptyRepository: boolean
  defaultBranch: string | null
  /** As configured, such as `.gitlab-ci.yml` or `ci/main.yml@other/project`. */
  ciConfigPath: string
  variablesRead: boolean
  /** Names and wildcards as set in GitLab; null when not read. */
  protectedBranches: string[] | null
  protectedTags: string[] | null
  /** Names of protected environments; null when not read. */
  protectedEnvironments: string[] | null
  environments: Environment[] | null
  schedules: Schedule[] | null
  /** Absent where only the default branch was read. */
  refs?: RefsReading
  /** Absent in what a scan before this setting was known has published: unknown. */
  settings?: PipelineSettings
  ci: CiReading
}

export type GapReason =
  | 'forbidden'
  | 'not_permitted'
  | 'not_found'
  | 'failed'
  | 'timeout'
  | 'rate_limited'
  | 'graphql_needed'
  | 'not_read_yet'
  /** Outside of GITLAB_INCLUDE: unknown, yet no shortcoming of the scan. */
  | 'not_asked'

/** Something that a scan did not see, which therefore is unknown and never absent. */
export type Gap = {
  subject: 'instance' | 'group' | 'project'
  path: string | null
  part:
    | 'variables'
    | 'environments'
    | 'schedules'
    | 'protected_refs'
    | 'protected_environments'
    | 'ci_config'
    | 'projects'
  reason: GapReason
}

/** A GitLab beside the first, as CUTOVER_CONFIG names it. Paths of its groups and projects begin with `<name>:`. */
export type GitlabHead = { name: string; url: string; version: string | null; enterprise: boolean | null }

export type Estate = {
  gitlab: Omit<GitlabHead, 'name'>
  /** Absent where there is one GitLab. */
  instances?: GitlabHead[]
  groups: Group[]
  projects: Project[]
  variables: Variable[]
  gaps: Gap[]
  /** Absent where the scan did not read them. */
  runners?: RunnersReading
  /** Ids (see `variableId`) of variables that an earlier scan saw and the latest complete one did not, with the date. */
  gone: Record<string, string>
}
