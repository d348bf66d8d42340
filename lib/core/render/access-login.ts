// One login of a job by one role, with the rendered line behind each reason why it is refused.
import { type Claims, type ClaimValue, getClaim } from '@/lib/core/trust/bound-claims'
import { type AccessVerdict, accessOf, type Operation } from '@/lib/core/trust/evaluate-access'
import { evaluateLogin, type LoginVerdict, type Token } from '@/lib/core/trust/evaluate-login'
import type { Flavour } from '@/lib/core/trust/flavour'
import { goLower } from '@/lib/core/trust/go-format'
import type { LoginReason } from '@/lib/core/trust/login-reasons'
import { type AccessLine, lineOfKey } from './access-files'
import { type AccessMount, type AccessRole, accessMoment } from './access-mounts'

export type AccessReason = {
  code: string
  claim: string | null
  want: ClaimValue
  got: ClaimValue
  /** What Vault prints if it gets this far. */
  text: string
  at: AccessLine | null
}

export type AccessLogin = {
  vault: string
  role: string
  at: AccessLine
  /** Is it the role that jobs of this environment use, rather than one that a job could only name? */
  own: boolean
  allowed: boolean
  status: number
  /** The texts of which Vault prints one. */
  reported: string[]
  failing: AccessReason[]
  /** What the login compares, claim by claim: the issuer, the audience, then all bound claims. */
  checks: AccessCheck[]
  policies: string[]
  ttl: number
}

export type AccessCheck = {
  claim: string
  want: ClaimValue
  /** Undefined where the token has no such claim. */
  got: ClaimValue | undefined
  holds: boolean
  at: AccessLine | null
}

export type TriedLogin = {
  /** As `AccessLogin` has it. */
  own: boolean
  allowed: boolean
  ask: (path: string, operation: Operation) => AccessVerdict | null
  /** With all lines looked up, once and only where asked for. */
  readonly login: AccessLogin
}

/** Tries a role with these claims. Lifetimes are added, as GitLab signs them: `nbf` five seconds before. */
export function tryLogin(
  mount: AccessMount,
  tried: AccessRole,
  { claims, own, flavour }: { claims: Claims; own: boolean; flavour: Flavour },
): TriedLogin {
  const { role, written } = tried
  const verdict = evaluateLogin({
    config: mount.config,
    roles: new Map(written === null ? [] : [[goLower(role.name), written]]),
    roleName: role.name,
    claims: { ...claims, iat: accessMoment, nbf: accessMoment - 5, exp: accessMoment + 3600 },
    now: accessMoment,
    source: '127.0.0.1',
    flavour,
  })
  let shown: AccessLogin | null = null
  return {
    own,
    allowed: verdict.allowed,
    ask: verdict.token === null ? () => null : askBy(verdict.token, mount, flavour),
    get login() {
      shown ??= show(verdict, mount, tried, { claims, own })
      return shown
    },
  }
}

function show(
  { allowed, status, reported, failing, token }: LoginVerdict,
  mount: AccessMount,
  tried: AccessRole,
  { claims, own }: { claims: Claims; own: boolean },
): AccessLogin {
  const { role, text, file } = tried
  return {
    vault: mount.vault.name,
    role: role.name,
    at: { file, line: lineOfKey(text, 'bound_claims') },
    own,
    allowed,
    status,
    reported: [...reported],
    failing: failing.map((reason) => withLine(reason, mount, { text, file })),
    checks: checksOf(mount, tried, claims, new Set(failing.map(({ claim }) => claim))),
    policies: token?.policies ?? [],
    ttl: token?.ttl ?? 0,
  }
}

/** What a token may do on a path, by the policies of the mount. */
export function askBy(token: Token, mount: AccessMount, flavour: Flavour): TriedLogin['ask'] {
  const alias = { name: token.alias, metadata: token.metadata }
  const identity = { alias: () => alias, groups: [] }
  return accessOf(mount.rulesOf(token.policies), { policies: token.policies, identity }, accessMoment, flavour)
}

function checksOf(mount: AccessMount, role: AccessRole, claims: Claims, failing: Set<string | null>): AccessCheck[] {
  const { config, configFile } = mount
  const check = (claim: string, want: ClaimValue, at: AccessLine | null): AccessCheck => {
    const got = getClaim(claims, claim)
    return { claim, want, got, holds: !failing.has(claim), at }
  }
  const bound = Object.entries(role.written?.boundClaims ?? {})
  return [
    ...(config === null
      ? []
      : [
          check(
            'iss',
            config.boundIssuer,
            configFile && lineIn(configFile, lineOfKey(configFile.text, 'bound_issuer')),
          ),
        ]),
    check('aud', role.written?.boundAudiences ?? [], lineIn(role, lineOfKey(role.text, 'bound_audiences'))),
    ...bound.map(([claim, want]) => check(claim, want, lineIn(role, lineOfKey(role.text, claim, 'bound_claims')))),
  ]
}

function lineIn({ file }: { file: string }, line: number | null): AccessLine {
  return { file, line }
}

/** The key of the role that a check reads, where it is no bound claim. */
const roleKeys: Record<string, string> = {
  audience: 'bound_audiences',
  audience_not_bound: 'bound_audiences',
  subject: 'bound_subject',
  user_claim_missing: 'user_claim',
  user_claim_type: 'user_claim',
  role_type: 'role_type',
}

const configKeys: Record<string, string> = { issuer: 'bound_issuer', algorithm: 'jwt_supported_algs' }

function withLine(reason: LoginReason, mount: AccessMount, own: { text: string; file: string }): AccessReason {
  const { code, claim, want, got, text } = reason
  const shown = { code, claim, want, got, text }
  if (reason.stage === 'bound_claim' && claim !== null) {
    return { ...shown, at: { file: own.file, line: lineOfKey(own.text, claim, 'bound_claims') } }
  }
  const ofConfig = Object.hasOwn(configKeys, code) ? configKeys[code] : undefined
  if (ofConfig !== undefined) {
    const { configFile } = mount
    return { ...shown, at: configFile && { file: configFile.file, line: lineOfKey(configFile.text, ofConfig) } }
  }
  const ofRole = Object.hasOwn(roleKeys, code) ? roleKeys[code] : undefined
  return { ...shown, at: { file: own.file, line: ofRole === undefined ? null : lineOfKey(own.text, ofRole) } }
}
