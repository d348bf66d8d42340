// What Vault checks at the login of the job, in its order, for two jobs side by side.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import { lineOfKey } from './access-files'
import type { AccessCheck } from './access-login'
import { markdownCode } from './markdown-text'
import type { TrustModelCase, TrustModelSide } from './trust-model-case'
import type { TrustCheck } from './trust-model-section'

type Row = {
  name: string
  want: string
  /** Codes of `evaluateLogin` that this check fails with. */
  codes: readonly string[]
  key?: string
  got: (side: TrustModelSide) => string
}

/**
 * Takes the case; gives each check with what it wants and what both jobs have. The order is that of Vault: the role, the
 * address, signature and algorithm, issuer, subject, audience, times, the claim that names the entity, the bound claims.
 * Sources: OpenBao `builtin/credential/jwt/path_login.go` (pathLogin), `claims.go` (validateBoundClaims); hashicorp/cap
 * `jwt/jwt.go` (validateAll). Without a role there is nothing to check.
 */
export function trustModelChecks(one: TrustModelCase): TrustCheck[] {
  const { role } = one
  if (role === null || role.written === null) return []
  return [...fixedRows(one).flatMap((row) => asCheck(one, row)), ...boundChecks(one)]
}

function fixedRows(one: TrustModelCase): (Row | 'iss' | 'aud')[] {
  const { role, vault, gitlabUrl } = one
  const written = role?.written
  const keys = vault.keys === 'discovery' ? `a key that ${gitlabUrl} publishes` : 'one of the keys written in Vault'
  const cidrs = written?.boundCidrs ?? []
  return [
    {
      name: 'The role exists, and is of type `jwt`',
      want: markdownCode(role?.role.name ?? ''),
      codes: ['role_missing', 'role_unknown', 'role_type', 'not_configured'],
      key: 'role_type',
      got: () => '`VAULT_AUTH_ROLE`',
    },
    {
      name: 'The address that asks',
      want: cidrs.length === 0 ? 'any' : `in ${String(cidrs.length)} networks`,
      codes: ['address'],
      got: () => 'the runner’s host',
    },
    { name: 'The signature', want: keys, codes: ['signature'], got: () => 'signed by GitLab' },
    { name: 'The algorithm', want: '`RS256`', codes: ['algorithm'], got: () => '`RS256`' },
    'iss',
    'aud',
    {
      name: '`nbf`, `exp`, `iat`',
      want: 'now, give or take 60 s',
      codes: ['no_time', 'not_yet_valid', 'expired', 'issued_in_future'],
      got: () => 'until the job’s timeout',
    },
    {
      name: `\`user_claim\` ${markdownCode(written?.userClaim ?? '')}`,
      want: 'a text: the name of the entity',
      codes: ['user_claim_missing', 'user_claim_type', 'alias_empty'],
      key: 'user_claim',
      got: (side) => shown(side.answer.claims[written?.userClaim ?? '']),
    },
  ]
}

function asCheck(one: TrustModelCase, row: Row | 'iss' | 'aud'): TrustCheck[] {
  if (row === 'iss' || row === 'aud') {
    const check = checkOf(one.asked, row)
    return check === undefined ? [] : [claimCheck(one, check)]
  }
  const { role } = one
  const side = (of: TrustModelSide) => ({
    got: row.got(of),
    holds: !(of.login?.failing.some(({ code }) => row.codes.includes(code)) ?? false),
  })
  const line = role === null || row.key === undefined ? null : lineOfKey(role.text, row.key)
  const at = one.example || role === null || line === null ? null : { file: role.file, line }
  return [{ name: row.name, want: row.want, asked: side(one.asked), beside: side(one.beside), at }]
}

function boundChecks(one: TrustModelCase): TrustCheck[] {
  const checks = one.asked.login?.checks ?? []
  return checks.filter(({ claim }) => claim !== 'iss' && claim !== 'aud').map((check) => claimCheck(one, check))
}

function checkOf({ login }: TrustModelSide, claim: string): AccessCheck | undefined {
  return login?.checks.find((check) => check.claim === claim)
}

function claimCheck(one: TrustModelCase, check: AccessCheck): TrustCheck {
  const { claim, want, at } = check
  const side = (of: TrustModelSide) => {
    const own = checkOf(of, claim)
    return { got: shown(own === undefined ? of.answer.claims[claim] : own.got), holds: own?.holds ?? false }
  }
  return { name: markdownCode(claim), want: shown(want), asked: side(one.asked), beside: side(one.beside), at }
}

/** Texts keep their quotation marks: `"true"` and `true` are not the same to Vault. */
export function shown(value: ClaimValue | undefined): string {
  if (value === undefined || value === null) return 'absent'
  const parts = Array.isArray(value) ? value : [value]
  return parts.map((part) => markdownCode(JSON.stringify(part) ?? '')).join(' or ')
}
