// The tokens that a past job may have had: one for each way in which what is not known could have been.

import type { Estate, Project } from '@/lib/core/inventory/estate'
import { gitlabOf, instanceOf, issuerOf } from '@/lib/core/inventory/gitlab-instance'
import { tierOfName } from '@/lib/core/mapping/environment-tier'
import type { JobPlan } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { Claims } from '@/lib/core/trust/bound-claims'
import { claimsOf, type TokenEnvironment, type Trigger } from '@/lib/core/trust/claims-of'
import type { RunSituation } from '@/lib/core/trust/job-history'

export type PastToken = { trigger: Trigger; environment: string | null; claims: Claims }

/** What was not read of a run, in words that follow "It is not known ". */
export type Unread = string

type Place = { estate: Estate; rules: RulesFile; project: Project; groupId: number | null }

/**
 * Gives every token that the run may have had, and what is not known. A job that made no deployment is taken with the
 * environment that the configuration names, a pattern with an example of it. Sources: as `claimsOf`; `pipeline_source`
 * is GitLab's own word for how the pipeline started.
 */
export function pastTokens(
  place: Place,
  plan: JobPlan,
  run: RunSituation,
  audience: string,
): { tokens: PastToken[]; unread: Unread[] } {
  const unread: Unread[] = []
  const forks =
    run.ref === 'merge-request' ? either(run.fork, unread, 'whether the merge request came from a fork') : [false]
  const never = run.ref === 'merge-request' && place.project.settings?.protectsMergeRequests === false
  const refs = either(run.protected ?? (never ? false : null), unread, protectedWords[run.ref])
  if (run.source === null) unread.push('how the pipeline started')
  const sources = run.source === null ? ['push', 'merge_request_event', 'parent_pipeline'] : [run.source]
  const environment = run.environment ?? environmentOf(plan)
  const tokens = forks.flatMap((fork) =>
    refs.flatMap((isProtected) =>
      sources.map((source): PastToken => {
        const trigger = triggerOf(run, { fork, isProtected, source })
        // A merge request from a fork is never protected.
        const refProtected = isProtected && !fork
        const claims = claimsFor(place, { plan, trigger, refProtected, environment, audience })
        return { trigger, environment, claims: { ...claims, pipeline_source: source } }
      }),
    ),
  )
  return { tokens, unread }
}

const protectedWords: Record<RunSituation['ref'], string> = {
  branch: 'whether the branch is protected',
  tag: 'whether the tag is protected',
  'merge-request': 'whether GitLab ran the merge request as protected',
}

function either(known: boolean | null, unread: Unread[], words: string): boolean[] {
  if (known !== null) return [known]
  unread.push(words)
  return [true, false]
}

function environmentOf({ job: { environment } }: JobPlan): string | null {
  if (environment.kind === 'name') return environment.name
  return environment.kind === 'pattern' ? environment.pattern.replaceAll('*', 'example') : null
}

const bySource: Record<string, Trigger> = {
  schedule: 'schedule',
  web: 'web',
  api: 'api',
  parent_pipeline: 'child-pipeline',
}

/** The nearest of the ten triggers, for the claims and for the way to the Access page. */
function triggerOf(
  { ref }: RunSituation,
  { fork, isProtected, source }: { fork: boolean; isProtected: boolean; source: string },
): Trigger {
  if (ref === 'merge-request') return fork ? 'fork-merge-request' : 'merge-request'
  if (ref === 'tag') return isProtected ? 'protected-tag' : 'tag'
  const known = Object.hasOwn(bySource, source) ? bySource[source] : undefined
  return known ?? (isProtected ? 'protected-push' : 'push')
}

function claimsFor(
  { estate, rules, project, groupId }: Place,
  {
    plan,
    trigger,
    refProtected,
    environment,
    audience,
  }: { plan: JobPlan; trigger: Trigger; refProtected: boolean; environment: string | null; audience: string },
): Claims {
  const { id, fullPath, groupPath, ciConfigPath } = project
  const token = (name: string): TokenEnvironment => ({
    name,
    protected: project.protectedEnvironments?.includes(name) ?? false,
    tier: tierOfName(name, project.environments, rules.environments),
    action: plan.job.environmentAction,
  })
  const instance = instanceOf(fullPath)
  const gitlabVersion = gitlabOf(estate, instance)?.version ?? null
  return claimsOf({
    gitlabUrl: issuerOf(estate, instance),
    audience,
    project: { id, fullPath, groupPath, ciConfigPath, ...(groupId === null ? {} : { groupId }) },
    trigger,
    refProtected,
    environment: environment === null ? null : token(environment),
    ...(gitlabVersion === null ? {} : { gitlabVersion }),
  })
}
