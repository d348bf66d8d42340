// One job that uses one variable, with the line that shows it.

/** Yes, no, or not decidable from the file. */
export type Tri = 'yes' | 'no' | 'maybe'

/** The environment a job names: nothing, one literal name, a pattern such as `review/*`, or text that cannot be known. */
export type JobEnvironment =
  | { kind: 'none' }
  | { kind: 'name'; name: string }
  | { kind: 'pattern'; pattern: string }
  | { kind: 'not_static'; text: string }

/** How far one can rely on a use: the key is written there; or the job may read any variable without naming it. */
export type Confidence = 'certain' | 'likely' | 'possible'

export type UseKind =
  | 'script'
  | 'variables'
  | 'image'
  | 'services'
  | 'rules'
  | 'only_except'
  | 'include'
  | 'trigger'
  | 'environment_name'
  | 'resource_group'
  | 'tags'
  | 'id_tokens'
  | 'cache'
  | 'artifacts'
  | 'needs'
  | 'workflow'
  | 'other'

/** Evidence in the root or an included file; `merged` when only the merged text has it. */
export type Evidence = { file: string | null; line: number; text: string; merged: boolean }

export type JobUse = { key: string; kind: UseKind; confidence: Confidence; evidence: Evidence }

/** What the planning needs to know about one job of a project's CI configuration. */
export type CiJob = {
  name: string
  stage: string
  bridge: boolean
  environment: JobEnvironment
  /** `start` unless the job says otherwise. */
  environmentAction: 'start' | 'prepare' | 'stop' | 'verify' | 'access'
  /** May its rules, only/except and the workflow let it run there? `maybe` counts as yes for safety. */
  runsOnMergeRequest: Tri
  runsOnUnprotectedRef: Tri
  runsOnTag: Tri
  runsOnSchedule: Tri
  /** Where the job's key stands; null when only the merged text has it. */
  definedIn: { file: string; line: number } | null
  /** Jobs (not hidden ones) of the root file that extend this one. */
  extendedBy: string[]
  hasOwnIdTokens: boolean
  /** Tags that a runner must have; empty for none, null where they are made from variables. */
  tags: string[] | null
  uses: JobUse[]
  /** Lines with static Vault credentials: VAULT_TOKEN, AppRole ids, `vault login`, CI_JOB_JWT. */
  staticCredentials: Evidence[]
}

/** A variable's consumer: which definition the job in this project and environment really sees is decided before. */
export type Consumer = {
  variableId: string
  project: string
  job: string
  environment: JobEnvironment
  kinds: UseKind[]
  confidence: Confidence
  evidence: Evidence[]
}
