// Which ways of starting a pipeline could log in to a role.
import type { JobEnvironment } from '@/lib/core/inventory/consumer'
import { type BoundClaimsType, type FailingClaim, validateBoundClaims } from './bound-claims'
import { claimsOf, type TokenProject, type Trigger, triggers } from './claims-of'

export type RoleToTry = {
  gitlabUrl: string
  project: TokenProject
  environment: JobEnvironment
  environmentProtected: boolean
  boundClaimsType: BoundClaimsType
  boundClaims: Record<string, string | string[]>
  /** May a merge request of the project run as protected? False only where that is known; left out is not known. */
  protectedMergeRequests?: boolean | null
}

export type Verdict = { trigger: Trigger; withEnvironment: boolean; qualifies: boolean; failing: FailingClaim[] }

/**
 * Tries the ten triggers, each by a job with the role's environment and by one without. Where a token can come in
 * several kinds the most favourable one counts: a merge request between protected branches, which has
 * `ref_protected: "true"` where the project may run it as protected (`protect_merge_request_pipelines`), and any action that the role binds.
 */
export function whoQualifies(role: RoleToTry): Verdict[] {
  return triggers.flatMap((trigger) =>
    [true, false].map((withEnvironment): Verdict => {
      const verdicts = tokensOf(role, trigger, withEnvironment).map((claims) =>
        validateBoundClaims(role.boundClaimsType, role.boundClaims, claims),
      )
      const best = verdicts.reduce((one, other) => (other.failing.length < one.failing.length ? other : one))
      return { trigger, withEnvironment, qualifies: best.ok, failing: best.failing }
    }),
  )
}

/** The triggers that qualify with or without an environment, in the order of `triggers`. */
export function qualifyingTriggers(role: RoleToTry): Trigger[] {
  const verdicts = whoQualifies(role)
  return triggers.filter((trigger) => verdicts.some((verdict) => verdict.trigger === trigger && verdict.qualifies))
}

function tokensOf(role: RoleToTry, trigger: Trigger, withEnvironment: boolean) {
  const { gitlabUrl, project } = role
  const environment = withEnvironment
    ? {
        name: sampleName(role.environment),
        protected: role.environmentProtected,
        tier: 'other' as const,
        action: firstAction(role.boundClaims.environment_action),
      }
    : null
  const request = { gitlabUrl, audience: 'vault', project, trigger, environment }
  if (trigger !== 'merge-request' || role.protectedMergeRequests === false) return [claimsOf(request)] as const
  return [claimsOf(request), claimsOf({ ...request, refProtected: true })] as const
}

/** A name that the role's environment stands for. */
function sampleName(environment: JobEnvironment): string {
  if (environment.kind === 'name') return environment.name
  return environment.kind === 'pattern' ? environment.pattern.replaceAll('*', 'example') : 'example'
}

function firstAction(bound: string | string[] | undefined) {
  const first = [bound].flat()[0]
  const known = ['start', 'prepare', 'stop', 'verify', 'access'] as const
  return known.find((action) => action === first) ?? 'start'
}
