// The job of a question: which claims GitLab signs for it, and what had to be taken as given.

import { scopeCovers } from '@/lib/core/inventory/environment-scope'
import type { Estate, Project } from '@/lib/core/inventory/estate'
import { gitlabOf, instanceOf, issuerOf } from '@/lib/core/inventory/gitlab-instance'
import { tierOfName } from '@/lib/core/mapping/environment-tier'
import { matchesGlob } from '@/lib/core/mapping/match-glob'
import type { JobPlan } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { Claims } from '@/lib/core/trust/bound-claims'
import { claimsOf, type TokenEnvironment, type Trigger } from '@/lib/core/trust/claims-of'

export type JobQuestion = {
  trigger: Trigger
  /** Branch or tag; null for one that suits the trigger. Of a merge request its source branch. */
  ref: string | null
  /** Null for a job without one. */
  environment: string | null
  /**
   * For a merge request: as if both branches were protected and the project let such pipelines run as protected. Left out:
   * where the named source branch is protected and the project is not known to refuse it.
   */
  asProtected?: boolean
}

export type JobToken = { ref: string; refProtected: boolean; claims: Claims; notes: string[] }

/**
 * Gives the claims, without times. Whether a named ref is protected is looked up in the project; without a name the
 * trigger says it. Sources: as `claimsOf`; GitLab `app/models/concerns/protected_ref.rb` for names with `*`.
 */
export function jobToken(
  { estate, rules, project, jobs }: { estate: Estate; rules: RulesFile; project: Project; jobs: readonly JobPlan[] },
  question: JobQuestion,
  audience: string,
): JobToken {
  const { trigger } = question
  const tag = trigger === 'tag' || trigger === 'protected-tag'
  const names = tag ? project.protectedTags : project.protectedBranches
  const ref = question.ref ?? sampleRef(project, trigger)
  const listed = names?.some((name) => matchesGlob(name, ref)) ?? null
  const request = trigger === 'merge-request' || trigger === 'fork-merge-request'
  const notes: string[] = []
  let refProtected = usuallyProtected.has(trigger)
  if (request) {
    const off = project.settings?.protectsMergeRequests === false
    const guarded = trigger === 'merge-request' && question.ref !== null && listed === true
    refProtected = trigger === 'merge-request' && (question.asProtected ?? (guarded && !off))
    if (guarded && off) notes.push(`${project.fullPath} runs no merge request as protected`)
    if (refProtected) notes.push('Taken as a merge request between protected branches that GitLab runs as protected')
  } else if (question.ref !== null && listed !== null) {
    refProtected = listed
    if (listed !== usuallyProtected.has(trigger))
      notes.push(`${ref} is ${listed ? '' : 'not '}protected in ${project.fullPath}`)
  } else if (names === null) {
    notes.push(`It could not be read which ${tag ? 'tags' : 'branches'} of ${project.fullPath} are protected`)
  }
  const groupId = groupIdsOf(estate).get(project.groupPath) ?? null
  const instance = instanceOf(project.fullPath)
  const gitlabVersion = gitlabOf(estate, instance)?.version ?? null
  const claims = claimsOf({
    gitlabUrl: issuerOf(estate, instance),
    audience,
    project: {
      id: project.id,
      fullPath: project.fullPath,
      groupPath: project.groupPath,
      ciConfigPath: project.ciConfigPath,
      ...(groupId === null ? {} : { groupId }),
    },
    trigger,
    ref,
    refProtected,
    environment:
      question.environment === null ? null : environmentOf(question.environment, project, jobs, rules, notes),
    ...(gitlabVersion === null ? {} : { gitlabVersion }),
  })
  return { ref, refProtected, claims, notes }
}

const groupIds = new WeakMap<Estate, Map<string, number | null>>()

function groupIdsOf(estate: Estate): Map<string, number | null> {
  const known = groupIds.get(estate) ?? new Map(estate.groups.map(({ fullPath, id }) => [fullPath, id]))
  groupIds.set(estate, known)
  return known
}

const usuallyProtected: ReadonlySet<Trigger> = new Set([
  'protected-push',
  'protected-tag',
  'schedule',
  'web',
  'api',
  'child-pipeline',
])

/** A ref by which a trigger is what its name says, where the project has one. */
function sampleRef(project: Project, trigger: Trigger): string {
  if (trigger === 'tag') return firstOpen(['v1.0.0', 'build-1'], project.protectedTags)
  if (trigger === 'protected-tag') return sampleOf(project.protectedTags, 'v1.0.0')
  if (!usuallyProtected.has(trigger)) return firstOpen(['feature', 'wip/change'], project.protectedBranches)
  const { defaultBranch, protectedBranches } = project
  if (defaultBranch !== null && protectedBranches?.some((name) => matchesGlob(name, defaultBranch)))
    return defaultBranch
  return sampleOf(protectedBranches, defaultBranch ?? 'main')
}

function firstOpen(candidates: [string, ...string[]], names: string[] | null): string {
  return candidates.find((one) => !names?.some((name) => matchesGlob(name, one))) ?? candidates[0]
}

function sampleOf(names: string[] | null, fallback: string): string {
  const name = names?.find((one) => !one.includes('*')) ?? names?.[0] ?? fallback
  return name.replaceAll('*', '1')
}

function environmentOf(
  name: string,
  project: Project,
  jobs: readonly JobPlan[],
  rules: RulesFile,
  notes: string[],
): TokenEnvironment {
  const actions = jobs
    .filter(({ job }) => coversEnvironment(job.environment, name))
    .map(({ job }) => job.environmentAction)
  if (project.protectedEnvironments === null) {
    notes.push(`It could not be read which environments of ${project.fullPath} are protected`)
  }
  return {
    name,
    protected: project.protectedEnvironments?.includes(name) ?? false,
    tier: tierOfName(name, project.environments, rules.environments),
    action: actions.includes('start') ? 'start' : (actions[0] ?? 'start'),
  }
}

/** Does a job or role of this environment stand for the environment of this name? Null is none. */
export function coversEnvironment(environment: JobPlan['job']['environment'], name: string | null): boolean {
  if (environment.kind === 'none') return name === null
  if (name === null) return false
  if (environment.kind === 'name') return environment.name === name
  return environment.kind === 'pattern' && scopeCovers(environment.pattern, name)
}
