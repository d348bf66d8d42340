// One whole case: a configuration, a role, policies, a login and reads, decided as a server would.
import type { Claims, ClaimValue } from './bound-claims'
import type { JsonObject } from './decode-field'
import { accessOf, type WrittenPolicies } from './evaluate-access'
import { evaluateConfigWrite, hasKeySource, type WrittenConfig } from './evaluate-config-write'
import { evaluateLogin, type LoginVerdict, type Token } from './evaluate-login'
import { evaluateRoleWrite, type WrittenRole } from './evaluate-role-write'
import type { Flavour } from './flavour'
import { goLower } from './go-format'
import { builtInPolicies } from './policy/built-in-policies'
import { evaluatePolicyWrite } from './policy/evaluate-policy-write'
import type { PolicyRule } from './policy/parse-policy'
import type { TemplateIdentity } from './policy/path-template'
import type { WriteVerdict } from './write-body'

export type TrustCase = {
  now: number
  flavour: Flavour
  source: string
  /** Null: never written. Without a key source it has static keys, one of which is the signer's. */
  config: JsonObject | null
  /** Asked for at the login. */
  roleName: string
  /** The name that the role was written under. */
  writtenAs: string
  role: JsonObject | null
  claims: Claims
  policies: Record<string, string>
  reads: string[]
}

export type CaseVerdict = {
  configWrite: { allowed: boolean; errors: string[] }
  roleWrite: { allowed: boolean; errors: string[] }
  policyErrors: Record<string, string>
  login: {
    allowed: boolean
    status: number
    reported: string[]
    failing: { code: string; claim: string | null; want: ClaimValue; got: ClaimValue }[]
    policies: string[]
    ttl: number
  }
  reads: Record<string, { allowed: boolean; by: { policy: string; pattern: string } | null }>
}

/** The signer of a case: ES256, by a key of the mount. */
const algorithm = 'ES256'

/** Stands for the signer's public key where a configuration names no source: it is known to be a key. */
const signersKey = `-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA${'A'.repeat(43)}=\n-----END PUBLIC KEY-----`

/** What a write refuses counts as never written; after a refused login no read is allowed. */
export function evaluateCase(given: TrustCase): CaseVerdict {
  const { flavour, now } = given
  const configWrite = configOf(given)
  const roleWrite = given.role && evaluateRoleWrite(given.role, given.writtenAs, flavour)
  const { written, errors } = policiesOf(given.policies, flavour, now)
  const roles = new Map<string, WrittenRole>()
  if (roleWrite?.allowed) roles.set(goLower(given.writtenAs), roleWrite.written)
  const login = evaluateLogin({
    config: configWrite?.allowed ? configWrite.written : null,
    roles,
    roleName: given.roleName,
    claims: given.claims,
    now,
    source: given.source,
    flavour,
    algorithm,
  })
  return {
    configWrite: shown(configWrite),
    roleWrite: shown(roleWrite),
    policyErrors: errors,
    login: loginShown(login),
    reads: readsOf(given, login.token, written),
  }
}

function configOf({ config, flavour }: TrustCase): WriteVerdict<WrittenConfig> | null {
  if (config === null) return null
  const whole = hasKeySource(config) ? config : { ...config, jwt_validation_pubkeys: [signersKey] }
  return evaluateConfigWrite(whole, flavour)
}

function shown(verdict: WriteVerdict<unknown> | null): { allowed: boolean; errors: string[] } {
  return verdict ? { allowed: verdict.allowed, errors: verdict.errors } : { allowed: false, errors: [] }
}

function loginShown({ allowed, status, reported, failing, token }: LoginVerdict): CaseVerdict['login'] {
  const reasons = failing.map(({ code, claim, want, got }) => ({ code, claim, want, got }))
  return { allowed, status, reported, failing: reasons, policies: token?.policies ?? [], ttl: token?.ttl ?? 0 }
}

function policiesOf(policies: Record<string, string>, flavour: Flavour, now: number) {
  const written = new Map<string, PolicyRule[]>(builtInPolicies(flavour))
  const errors: Record<string, string> = {}
  for (const [name, text] of Object.entries(policies)) {
    const verdict = evaluatePolicyWrite(name, text, flavour, now)
    if (verdict.allowed) written.set(verdict.written.name, verdict.written.rules)
    else errors[name] = verdict.errors[0] ?? ''
  }
  return { written, errors }
}

function readsOf(given: TrustCase, token: Token | null, written: WrittenPolicies): CaseVerdict['reads'] {
  const reads: CaseVerdict['reads'] = {}
  const ask =
    token && accessOf(written, { policies: token.policies, identity: identityOf(token) }, given.now, given.flavour)
  for (const path of given.reads) {
    const verdict = ask?.(path, 'read')
    const by = verdict?.by ?? null
    reads[path] = { allowed: verdict?.allowed ?? false, by: by && { policy: by.policy, pattern: by.pattern } }
  }
  return reads
}

/** Accessors are random, so that one of the form of a JWT mount is taken to be that of this mount. */
function identityOf(token: Token): TemplateIdentity {
  const alias = { name: token.alias, metadata: token.metadata }
  return { alias: (accessor) => (/^auth_(?:jwt|oidc)_[\da-f]{8}$/.test(accessor) ? alias : null), groups: [] }
}
