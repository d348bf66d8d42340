// Writes down a project of the story; what is not said gets the usual default.
import type { Environment, Project, Schedule } from '../world/project.ts'
import type { ProtectedEnvironment } from '../world/protected-ref.ts'
import type { Variable } from '../world/variable.ts'

export interface StoryProject
  extends Pick<
    Project,
    | 'fullPath'
    | 'description'
    | 'archived'
    | 'ciConfigPath'
    | 'movedFrom'
    | 'members'
    | 'variables'
    | 'commitMessageRule'
    | 'pipelineVariablesFrom'
    | 'protectsMergeRequests'
    | 'buildsEnabled'
  > {
  /** Full path of the project that this one was forked from. */
  forkedFrom: string | null
  /** Without a repository the project is empty. */
  empty: boolean
  environments: Pick<Environment, 'name' | 'tier' | 'state' | 'externalUrl'>[]
  protectedBranches: string[]
  protectedTags: string[]
  protectedEnvironments: ProtectedEnvironment[]
  schedules: Pick<Schedule, 'description' | 'ref' | 'cron' | 'active' | 'variables'>[]
  tags: string[]
  /** A job log per job name, the last pipeline's. */
  failedJobs: { name: string; stage: string; environment: string | null; trace: string }[]
}

/** A project by its full path; its files lie in `story/repositories/<full path>/<branch>/`. */
export function defineProject(
  fullPath: string,
  description: string,
  variables: Variable[] = [],
  more: Partial<StoryProject> = {},
): StoryProject {
  return {
    fullPath,
    description,
    variables,
    archived: false,
    ciConfigPath: null,
    buildsEnabled: true,
    movedFrom: [],
    members: [],
    commitMessageRule: null,
    pipelineVariablesFrom: 'no_one_allowed',
    protectsMergeRequests: false,
    forkedFrom: null,
    empty: false,
    environments: [],
    protectedBranches: ['main'],
    protectedTags: [],
    protectedEnvironments: [],
    schedules: [],
    tags: [],
    failedJobs: [],
    ...more,
  }
}

/** An environment; GitLab's tier is guessed from the name as GitLab does when it is not said. */
export function environment(
  name: string,
  tier: Environment['tier'] = guessTier(name),
  externalUrl: string | null = null,
  state: Environment['state'] = 'available',
): StoryProject['environments'][number] {
  return { name, tier, state, externalUrl }
}

/** The tier that GitLab guesses from an environment's name (`app/models/environment.rb`, `guess_tier`). */
export function guessTier(name: string): Environment['tier'] {
  if (/(dev|review|trunk)/i.test(name)) return 'development'
  if (/(test|tst|int|ac(ce|)pt|qa|qc|control|quality)/i.test(name)) return 'testing'
  if (/(st(a|)g|mod(e|)l|pre|demo|non)/i.test(name)) return 'staging'
  if (/(pr(o|)d|live)/i.test(name)) return 'production'
  return 'other'
}
