// What a job can read, as `cutover explain` prints it.
import type { Claims } from '@/lib/core/trust/bound-claims'
import type { AccessLine } from './access-files'
import type { AccessLogin, AccessReason } from './access-login'
import type { AccessGrant } from './access-try'
import type { AccessAnswer, AccessRead } from './explain-access'

type Located = { file: string | null; line: number | null }
type ShownReason = Omit<AccessReason, 'text' | 'at'> & Located
type ShownGrant = Omit<AccessGrant, 'at'> & Located

export type ExplainJson = {
  claims: Claims
  role: string | null
  login: Pick<AccessLogin, 'allowed' | 'status' | 'reported' | 'policies' | 'ttl'> & { failing: ShownReason[] }
  reads: Record<
    string,
    {
      allowed: boolean
      by: ShownGrant | null
      variables: string[]
      planned: boolean
      /** Granted to a role that a job would have to name in place of its own. */
      others: ShownGrant[]
      why: { role: string; reported: string[]; failing: ShownReason[] }[]
    }
  >
}

/**
 * Takes the answer; gives it with one login, that of the job's role, and each path once. A path of two vaults is told apart
 * by `vault:`. Where no job of the environment has a role, the login is one without.
 */
export function explainJson(answer: AccessAnswer): ExplainJson {
  const login = mainLogin(answer)
  const reads: ExplainJson['reads'] = {}
  for (const read of answer.reads) {
    const name = pathName(answer.reads, read)
    const known = reads[name]
    if (known !== undefined) {
      known.variables = [...new Set([...known.variables, read.key])].sort()
      known.planned ||= read.planned
      continue
    }
    reads[name] = {
      allowed: read.by !== null,
      by: read.by && grantShown(read.by),
      variables: [read.key],
      planned: read.planned,
      others: read.others.map(grantShown),
      why: read.why.map(({ role, reasons }) => ({
        role,
        reported: [...new Set(reasons.map(({ text }) => text))],
        failing: reasons.map(reasonShown),
      })),
    }
  }
  const { claims } = answer
  if (login === null) {
    const none = { code: 'role_missing', claim: null, want: null, got: null, file: null, line: null }
    return {
      claims,
      role: null,
      login: { allowed: false, status: 400, reported: ['missing role'], failing: [none], policies: [], ttl: 0 },
      reads,
    }
  }
  const { allowed, status, reported, failing, policies, ttl } = login
  return {
    claims,
    role: login.role,
    login: { allowed, status, reported, failing: failing.map(reasonShown), policies, ttl },
    reads,
  }
}

/** The login of a job of this environment: one that passes, if any does. Null where no job of it has a role. */
export function mainLogin({ logins }: AccessAnswer): AccessLogin | null {
  const own = logins.filter((login) => login.own)
  return own.find(({ allowed }) => allowed) ?? own[0] ?? null
}

/** Does the job read anything that jobs of its environment are planned to read? */
export function readsSomething({ reads }: AccessAnswer): boolean {
  return reads.some(({ planned, by, others }) => planned && (by !== null || others.length > 0))
}

function pathName(reads: AccessRead[], { vault, path }: AccessRead): string {
  return reads.some((other) => other.path === path && other.vault !== vault) ? `${vault}:${path}` : path
}

function located(at: AccessLine | null): Located {
  return { file: at?.file ?? null, line: at?.line ?? null }
}

function grantShown({ at, ...grant }: AccessGrant): ShownGrant {
  return { ...grant, ...located(at) }
}

function reasonShown({ text: _, at, ...reason }: AccessReason): ShownReason {
  return { ...reason, ...located(at) }
}
