// Who could use a variable as GitLab has it today: every job that is handed it, and everybody who may run such a job.
import type { Analysis } from '@/lib/core/inventory/analysed-variable'
import type { CiJob } from '@/lib/core/inventory/consumer'
import { matchesScope, scopeCovers, scopesOverlap } from '@/lib/core/inventory/environment-scope'
import type { Project } from '@/lib/core/inventory/estate'
import { mergeRequestsMayBeProtected } from '@/lib/core/inventory/pipeline-worlds'
import type { Variable } from '@/lib/core/inventory/variable'
import type { Trigger } from '@/lib/core/trust/claims-of'
import type { People, Pushers } from '@/lib/core/trust/pushers'
import { union } from '@/lib/core/trust/pushers'
import type { RadiusSide } from './blast-radius'

/** A pipeline of a fork runs in the fork, which is not handed its parent's variables. */
const ofAnyRef: Trigger[] = [
  'push',
  'protected-push',
  'tag',
  'protected-tag',
  'merge-request',
  'schedule',
  'web',
  'api',
  'child-pipeline',
]

const ofProtectedRefs: Trigger[] = ['protected-push', 'protected-tag', 'schedule', 'web', 'api', 'child-pipeline']

type Input = {
  /** Projects whose pipelines may get a variable of this owner. */
  reach: (variable: Variable) => readonly Project[]
  analysis: Analysis
  /** All definitions of the same key. */
  sameKey: readonly Variable[]
  pushers: (project: string) => Pushers
}

/**
 * A protected variable goes to protected refs only; a scope limits it to jobs of such an environment, which anyone who
 * may change the job can name. Whoever may see the variable in the settings counts too. Sources: GitLab
 * `lib/gitlab/ci/variables/builder.rb`, docs.gitlab.com/ci/variables (protected, scope), facts on forks:
 * docs.gitlab.com/ci/pipelines/merge_request_pipelines.
 */
export function radiusToday(variable: Variable, input: Input): RadiusSide {
  const { analysis, pushers } = input
  const reached = input.reach(variable).filter((project) => !isHidden(variable, project, input.sameKey))
  const settings = variable.level === 'group' || variable.level === 'instance' ? 50 : 40
  const people = reached.map(({ fullPath }): [string, People] => {
    const known = pushers(fullPath)
    return [fullPath, union([variable.protected ? known.protected : known.any, known.atLeast(settings)])]
  })
  const jobs = reached.map(({ fullPath }) => jobsHanded(variable, analysis, fullPath))
  const names = reached.map(({ fullPath }) => pushers(fullPath).names)
  return {
    projects: reached.length,
    jobs: jobs.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    jobsUnknown: jobs.filter((count) => count === null).length,
    anyRef: !variable.protected && reached.length > 0,
    protectedRefs: names.reduce<number>((sum, list) => sum + (list?.length ?? 0), 0),
    triggers: reached.length === 0 ? [] : variable.level === 'schedule' ? ['schedule'] : triggersOf(variable, reached),
    people: union(people.map(([, one]) => one)).ids,
    peopleUnknown: people.filter(([, { partial }]) => partial).map(([path]) => path),
  }
}

/** A protected variable goes to a merge request too where a project is known to run it as protected. */
function triggersOf(variable: Variable, reached: readonly Project[]): Trigger[] {
  if (!variable.protected) return ofAnyRef
  if (!reached.some((project) => mergeRequestsMayBeProtected(project))) return ofProtectedRefs
  return ofAnyRef.filter((trigger) => trigger === 'merge-request' || ofProtectedRefs.includes(trigger))
}

/** Does a nearer definition of the key win wherever this one would be handed out? A protected one leaves other refs open. */
function isHidden(variable: Variable, { fullPath }: Project, sameKey: readonly Variable[]): boolean {
  const rank = nearness(variable, fullPath)
  return sameKey.some((other) => {
    const nearer = nearness(other, fullPath)
    if (nearer === null || rank === null || nearer <= rank || other.level === 'schedule') return false
    return scopeCovers(other.environmentScope, variable.environmentScope) && (!other.protected || variable.protected)
  })
}

/** Longer is nearer; null where the definition does not reach the project. */
function nearness({ level, owner }: Variable, project: string): number | null {
  if (level === 'instance') return 0
  if (level === 'group') return owner !== null && project.startsWith(`${owner}/`) ? owner.length : null
  return owner === project ? Number.MAX_SAFE_INTEGER : null
}

/** Null where the configuration is not known. */
function jobsHanded({ environmentScope: scope }: Variable, { jobs }: Analysis, project: string): number | null {
  const list = Object.hasOwn(jobs, project) ? jobs[project] : undefined
  return list === undefined ? null : list.filter((job) => !job.bridge && isHanded(job, scope)).length
}

function isHanded({ environment }: CiJob, scope: string): boolean {
  if (environment.kind === 'name') return matchesScope(scope, environment.name)
  if (environment.kind === 'pattern') return scopesOverlap(scope, environment.pattern)
  return environment.kind === 'not_static' || matchesScope(scope, null)
}
