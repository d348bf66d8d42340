// A project of the demo estate, with everything that hangs on it.
import type { Member } from './group.ts'
import type { MergeRequest } from './merge-request.ts'
import type { ProtectedEnvironment, ProtectedRef } from './protected-ref.ts'
import type { Repository } from './repository.ts'
import type { Variable } from './variable.ts'

export interface Environment {
  id: number
  name: string
  slug: string
  tier: 'production' | 'staging' | 'testing' | 'development' | 'other'
  state: 'available' | 'stopping' | 'stopped'
  externalUrl: string | null
  createdAt: string
}

export interface Schedule {
  id: number
  description: string
  ref: string
  cron: string
  cronTimezone: string
  active: boolean
  ownerId: number
  createdAt: string
  variables: Pick<Variable, 'key' | 'value' | 'variable_type' | 'raw'>[]
}

export interface Job {
  id: number
  name: string
  stage: string
  status: 'success' | 'failed' | 'canceled'
  environment: string | null
  failureReason: string | null
  trace: string
  /** Left out: it ran, when its pipeline was made. */
  notStarted?: boolean
  /** Did it deploy to its environment, rather than only visit it? */
  deploys?: boolean
}

export interface Pipeline {
  id: number
  iid: number
  ref: string
  sha: string
  source: string
  status: 'success' | 'failed' | 'canceled'
  createdAt: string
  jobs: Job[]
  /** Does it run for a tag? */
  tag?: boolean
  /** The merge request that it runs for, by the parts that its pipelines tell. */
  mergeRequest?: { iid: number; sourceProjectId: number; targetProjectId: number; sourceBranch: string }
}

export interface Project {
  id: number
  groupId: number
  path: string
  name: string
  fullPath: string
  description: string
  visibility: 'private' | 'internal' | 'public'
  archived: boolean
  forkedFromId: number | null
  defaultBranch: string | null
  ciConfigPath: string | null
  buildsEnabled: boolean
  createdAt: string
  /** Full paths that the project had before; asking for one answers 301. */
  movedFrom: string[]
  members: Member[]
  variables: Variable[]
  schedules: Schedule[]
  environments: Environment[]
  protectedBranches: ProtectedRef[]
  protectedTags: ProtectedRef[]
  protectedEnvironments: ProtectedEnvironment[]
  /** From which role on variables may be given to a pipeline that is run. */
  pipelineVariablesFrom: 'developer' | 'maintainer' | 'owner' | 'no_one_allowed'
  /** Do merge requests between protected branches run as protected? */
  protectsMergeRequests: boolean
  /** A commit message that does not match is refused with 400, as a push rule does. */
  commitMessageRule: string | null
  repository: Repository
  mergeRequests: MergeRequest[]
  pipelines: Pipeline[]
}
