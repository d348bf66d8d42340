// Could a role that exists be used in place of a planned one? Yes, or every reason why not.
import type { Role } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { BoundClaims } from '@/lib/core/trust/bound-claims'
import type { WrittenRole } from '@/lib/core/trust/evaluate-role-write'
import { glob } from '@/lib/core/trust/glob'
import type { PolicyRule } from '@/lib/core/trust/policy/parse-policy'
import type { AccessModel } from './access-model'
import { tokenSeconds } from './role-json'

export type Adoption = {
  /** The planned role that comes nearest; null where none is for the same project. */
  planned: string | null
  project: string | null
  /** Empty: it can be adopted. */
  reasons: string[]
}

export type Candidate = {
  role: WrittenRole
  name: string
  /** Project ids that it binds; null for any. */
  ids: readonly string[] | null
  unread: readonly string[]
  policies: ReadonlyMap<string, PolicyRule[]>
}

/**
 * A role can be adopted that lets in no more than the planned one (each claim of the plan is bound, to the same values or
 * fewer), reads exactly the planned paths, and asks for our audience. Of the planned roles of its project one for the same
 * environment comes first, then the one with the fewest reasons.
 */
export function adoptionOf(candidate: Candidate, model: AccessModel, vault: VaultDeclaration): Adoption {
  const none = (reason: string): Adoption => ({ planned: null, project: null, reasons: [reason] })
  const { role, ids } = candidate
  if (role.type !== 'jwt') return none('Its type is oidc: no job can log in by it')
  if (ids === null) return none('It does not bind project_id to single projects')
  const [id] = ids
  if (id === undefined || ids.length !== 1) return none(`It lets in ${ids.length} projects; a planned role is for one`)
  const roles = model.plan.roles.filter((one) => one.vault === vault.name && String(one.projectId) === id)
  const environment = JSON.stringify(ownClaim(role.boundClaims, 'environment'))
  const tried = roles.map((planned) => {
    const reasons = whyNot(candidate, planned, model, vault)
    const sameEnvironment = environment === JSON.stringify(ownClaim(planned.boundClaims, 'environment'))
    const distance = reasons.length === 0 ? 0 : reasons.length + (sameEnvironment ? 0 : 100)
    return { distance, adoption: { planned: planned.name, project: planned.project, reasons } }
  })
  const best = tried.sort((a, b) => a.distance - b.distance)[0]?.adoption
  return best ?? none(`No planned role is for the project with the id ${id}`)
}

function whyNot(candidate: Candidate, planned: Role, model: AccessModel, vault: VaultDeclaration): string[] {
  const { role } = candidate
  const reasons: string[] = []
  if (!role.boundAudiences.includes(vault.audience)) {
    reasons.push(`It does not take the audience ${vault.audience}`)
  }
  if (role.boundAudiences.some((one) => one !== vault.audience)) reasons.push('It takes other audiences too')
  reasons.push(
    ...Object.entries(planned.boundClaims).flatMap(([claim, want]) => looser(role, planned, claim, [want].flat())),
  )
  reasons.push(...readReasons(candidate, planned, model))
  const needed = planned.tokenSeconds ?? 0
  const ttl = role.explicitMaxTtl || role.maxTtl || role.ttl
  if (needed > tokenSeconds && ttl > 0 && ttl < needed)
    reasons.push(`Its tokens end after ${ttl} s, leases need ${needed} s`)
  return reasons
}

/** Does the role let in more than the plan by this claim? */
function looser(role: WrittenRole, planned: Role, claim: string, want: string[]): string[] {
  const bound = ownClaim(role.boundClaims, claim)
  if (bound === null) return [`It does not bind ${claim}`]
  const wide = bound.filter((one) => {
    if (typeof one !== 'string') return true
    if (want.includes(one))
      return role.boundClaimsType === 'glob' && planned.boundClaimsType !== 'glob' && one.includes('*')
    if (planned.boundClaimsType !== 'glob' || (role.boundClaimsType === 'glob' && one.includes('*'))) return true
    return !want.some((pattern) => glob(pattern, one))
  })
  return wide.length === 0 ? [] : [`It binds ${claim} to ${JSON.stringify(wide.length === 1 ? wide[0] : wide)}`]
}

function ownClaim(claims: BoundClaims, claim: string) {
  const bound = Object.hasOwn(claims, claim) ? claims[claim] : undefined
  return bound === undefined ? null : [bound].flat()
}

/** What a token may do with itself gives it nothing. */
const ofToken = /^(auth\/token\/(lookup|renew|revoke)-self|sys\/capabilities-self)$/

function readReasons({ role, unread, policies }: Candidate, planned: Role, model: AccessModel): string[] {
  if (unread.length > 0) return [`What ${unread.join(', ')} grants could not be read`]
  if (role.policies.includes('root')) return ['It gives out root tokens']
  if (role.templatesPolicies) return ['The names of its policies come from claims']
  const wanted = new Map(
    planned.policies.flatMap((name) =>
      model.pathsOf(planned.vault, name).map(({ path, capability }) => [path, capability ?? 'read'] as const),
    ),
  )
  const rules = role.policies.filter((name) => name !== 'default').flatMap((name) => policies.get(name) ?? [])
  const granted = rules.filter(({ pattern }) => !ofToken.test(pattern.shown))
  const has = (path: string, capability: string) =>
    granted.some(
      ({ pattern, capabilities }) => pattern.kind === 'exact' && pattern.path === path && capabilities.has(capability),
    )
  const lacking = [...wanted].filter(([path, capability]) => !has(path, capability)).map(([path]) => path)
  const extra = granted
    .filter(({ pattern, capabilities }) => {
      const capability = wanted.get(pattern.path)
      if (capabilities.has('deny') && capability === undefined) return false
      return pattern.kind !== 'exact' || capability === undefined || [...capabilities].some((one) => one !== capability)
    })
    .map(({ pattern, capabilities }) => `${pattern.shown} (${[...capabilities].sort().join(', ')})`)
  return [
    ...(lacking.length === 0 ? [] : [`It does not read ${shortList(lacking)}`]),
    ...(extra.length === 0 ? [] : [`It also grants ${shortList([...new Set(extra)])}`]),
  ]
}

function shortList(texts: string[]): string {
  const shown = texts.slice(0, 3).join(', ')
  return texts.length > 3 ? `${shown} and ${texts.length - 3} more` : shown
}
