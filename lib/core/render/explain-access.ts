// What a job can read: its claims, its login, and for each mapped variable the line that grants it or every reason why not.
import type { Claims } from '@/lib/core/trust/bound-claims'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { lineOfKey } from './access-files'
import { coversEnvironment } from './access-job'
import type { AccessLogin, AccessReason } from './access-login'
import { type AccessInput, type AccessModel, accessModel } from './access-model'
import { type AccessGrant, type AccessQuestion, grantOf, type TriedRole, tokenFor, tryRoles } from './access-try'
import { type AccessWanted, wantedBy } from './access-wanted'

export type AccessRead = Omit<AccessWanted, 'roles'> & {
  /** Is it read by a job of this environment, as planned? */
  planned: boolean
  /** By the role that jobs of this environment use. */
  by: AccessGrant | null
  /** By another role, which the job would have to name: nobody keeps it from that. */
  others: AccessGrant[]
  /** Where `by` is null: each role that could have granted it, with all its reasons. */
  why: { role: string; reasons: AccessReason[] }[]
}

export type AccessAnswer = {
  project: string
  trigger: Trigger
  ref: string
  refProtected: boolean
  environment: string | null
  claims: Claims
  notes: string[]
  /** Those of the job's environment first. */
  logins: AccessLogin[]
  reads: AccessRead[]
}

/**
 * Decides by rendering configuration, roles and policies as an export does, reading them back and asking the engine. Null
 * where the estate does not hold the project. Throws a RangeError for a vault or policy that cannot be rendered.
 */
export function explainAccess(input: AccessInput & AccessQuestion): AccessAnswer | null {
  return explainIn(accessModel(input), input)
}

/** The same, from what was read back before. */
export function explainIn(model: AccessModel, question: AccessQuestion): AccessAnswer | null {
  const project = model.projects.get(question.project)
  if (project === undefined) return null
  const tried = tryRoles(model, project, question)
  const audience = tried[0]?.mount.vault.audience ?? model.mounts[0]?.vault.audience ?? ''
  const { ref, refProtected, claims, notes } = tokenFor(model, project, question, audience)
  return {
    project: project.fullPath,
    trigger: question.trigger,
    ref,
    refProtected,
    environment: question.environment,
    claims,
    notes,
    logins: tried.map(({ login }) => login),
    reads: wantedBy(model, project.fullPath)
      .map((one) => decide(model, one, question.environment, tried))
      .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
  }
}

function decide(
  model: AccessModel,
  { roles, ...read }: AccessWanted,
  environment: string | null,
  tried: TriedRole[],
): AccessRead {
  const here = tried.filter(({ mount }) => mount.vault.name === read.vault)
  const readers = here.filter(({ role }) => roles.has(role.role.name))
  const granted = here.flatMap((one) => {
    const grant = grantOf(one, read.path, read.operation)
    return grant === null ? [] : [{ own: one.own, grant }]
  })
  const by = granted.find(({ own }) => own)?.grant ?? null
  const passing = new Set(granted.map(({ grant }) => grant.role))
  const refusing = here.filter((one) => {
    const { name } = one.role.role
    return !passing.has(name) && (one.own || model.holds(one.role.role, read.path))
  })
  return {
    ...read,
    planned: readers.some(({ role }) => coversEnvironment(role.role.environment, environment)),
    by,
    others: granted.filter(({ own }) => !own).map(({ grant }) => grant),
    why: by === null ? refusing.map((one) => whyNot(one, read)) : [],
  }
}

/** Where the login passes, its policies decide, and the line that lists them is the reason. */
function whyNot(tried: TriedRole, read: AccessWantedPath): AccessRead['why'][number] {
  const { allowed, ask, role } = tried
  if (!allowed) return { role: role.role.name, reasons: tried.login.failing }
  const code = ask(read.path, read.operation)?.reason ?? 'no_rule'
  const at = { file: role.file, line: lineOfKey(role.text, 'token_policies') }
  const reason = { code, claim: null, want: read.path, got: null, text: 'permission denied', at }
  return { role: role.role.name, reasons: [reason] }
}

type AccessWantedPath = Pick<AccessWanted, 'path' | 'operation'>

function sortKey({ planned, key, path, field }: AccessRead): string {
  return [planned ? '0' : '1', key, path, field].join('\0')
}
