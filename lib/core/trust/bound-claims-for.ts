// The bound claims of a role, from what the role is for.
import type { CiJob, JobEnvironment } from '@/lib/core/inventory/consumer'
import type { BoundClaimsType } from './bound-claims'

export type RolePurpose = {
  projectId: number
  environment: JobEnvironment
  production: boolean
  protected: boolean
  /** Does the API list this very environment as protected? Null when not read. */
  environmentProtected: boolean | null
  /** Of the jobs that use the role. */
  actions: CiJob['environmentAction'][]
}

export type RoleClaims = {
  boundClaimsType: BoundClaimsType
  boundClaims: Record<string, string | string[]>
  flags: { code: 'unprotected_environment' | 'no_environment_claim' | 'wildcard'; detail: string }[]
}

/** How a pipeline may start whose jobs get a protected role. Not by a merge request, nor by a parent, which may be one. */
export const trustedSources: readonly string[] = ['api', 'pipeline', 'push', 'schedule', 'trigger', 'web']

/**
 * Gives the bound claims and what to look at. `project_id` always; the environment where there is one, by glob for a
 * pattern. A protected role also binds `ref_protected` and `pipeline_source`: with `protect_merge_request_pipelines` a
 * merge request between protected branches has `ref_protected: "true"`. A production role also binds
 * `environment_protected`, where GitLab lists the environment, and `environment_action`, since verify, access and
 * prepare may run without the right to deploy. All values are strings.
 *
 * Throws a RangeError for an environment that is not static, and where a glob role would hold a literal with a `*`:
 * `bound_claims_type: glob` applies to all claims. Sources: docs.gitlab.com/ci/secrets/id_token_authentication; OpenBao
 * `builtin/credential/jwt/claims.go`.
 */
export function boundClaimsFor(purpose: RolePurpose): RoleClaims {
  const { environment } = purpose
  if (environment.kind === 'not_static') throw new RangeError(`The environment ${environment.text} is not static`)
  const literal: Record<string, string | string[]> = {
    project_id: String(purpose.projectId),
    ...(purpose.protected ? { pipeline_source: [...trustedSources], ref_protected: 'true' } : {}),
  }
  const flags: RoleClaims['flags'] = []
  if (environment.kind === 'none') {
    flags.push({ code: 'no_environment_claim', detail: 'Any job of the project may log in, whatever its environment' })
    return { boundClaimsType: 'string', boundClaims: literal, flags }
  }
  const name = environment.kind === 'name' ? environment.name : environment.pattern
  if (purpose.production) {
    literal.environment_action = [...new Set(purpose.actions)].sort()
    if (purpose.environmentProtected === true) literal.environment_protected = 'true'
    else flags.push({ code: 'unprotected_environment', detail: unprotectedDetail(name, purpose.environmentProtected) })
  }
  if (environment.kind === 'name') {
    return { boundClaimsType: 'string', boundClaims: { ...literal, environment: name }, flags }
  }
  flags.push({ code: 'wildcard', detail: `Environments are bound by the pattern ${name}` })
  refuseStars(literal)
  return { boundClaimsType: 'glob', boundClaims: { ...literal, environment: name }, flags }
}

function unprotectedDetail(name: string, known: boolean | null): string {
  if (known === null) return `It could not be read whether GitLab protects the environment ${name}`
  return `GitLab does not protect the environment ${name}: whoever may push to a protected ref may deploy`
}

/** In a glob role a `*` in any claim is a wildcard. */
export function refuseStars(literals: Record<string, string | string[]>): void {
  for (const [claim, value] of Object.entries(literals)) {
    if ([value].flat().some((text) => text.includes('*'))) {
      throw new RangeError(`The literal claim ${claim} holds a *, which a glob role reads as a wildcard`)
    }
  }
}
