// What a job can read: its claims, its login, and for each mapped variable the line that grants it or every reason why not.
import type { Project } from '@/lib/core/inventory/estate'
import type { Placement } from '@/lib/core/mapping/plan'
import type { Claims } from '@/lib/core/trust/bound-claims'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { type AccessLine, lineOfKey } from './access-files'
import { coversEnvironment, type JobQuestion, jobToken } from './access-job'
import { type AccessLogin, type AccessReason, type TriedLogin, tryLogin } from './access-login'
import { type AccessInput, type AccessModel, accessModel } from './access-model'
import type { AccessMount, AccessRole } from './access-mounts'
import { policyPath } from './plan-policies'

export type AccessQuestion = JobQuestion & { project: string }

export type AccessGrant = { role: string; policy: string; pattern: string; at: AccessLine | null }

export type AccessRead = {
  variableId: string
  key: string
  vault: string
  /** As a policy spells it. */
  path: string
  field: string
  operation: 'read' | 'update'
  /** Is it read by a job of this environment, as planned? */
  planned: boolean
  production: boolean
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
 * where the estate does not hold the project. A job may name any role, so those of other environments are tried too, and
 * those of other projects that do not bind theirs.
 */
export function explainAccess(input: AccessInput & AccessQuestion): AccessAnswer | null {
  return explainIn(accessModel(input), input)
}

/** The same, from what was read back before. */
export function explainIn(model: AccessModel, question: AccessQuestion): AccessAnswer | null {
  const project = model.projects.get(question.project)
  if (project === undefined) return null
  const jobs = model.jobsOf(project.fullPath)
  const facts = { estate: model.estate, rules: model.rules, project, jobs }
  const tried = model.mounts.flatMap((mount) => {
    const { claims } = jobToken(facts, question, mount.vault.audience)
    return mount.roles
      .filter((role) => role.role.project === project.fullPath || mayTake(role, claims))
      .map((role): Tried => {
        const own = isOwn(role, project, question.environment)
        return { mount, role, ...tryLogin(mount, role, { claims, own, flavour: model.flavour }) }
      })
  })
  const sorted = [...tried.filter(({ login }) => login.own), ...tried.filter(({ login }) => !login.own)]
  const first = sorted[0]?.mount.vault.audience ?? model.mounts[0]?.vault.audience ?? ''
  const { ref, refProtected, claims, notes } = jobToken(facts, question, first)
  return {
    project: project.fullPath,
    trigger: question.trigger,
    ref,
    refProtected,
    environment: question.environment,
    claims,
    notes,
    logins: sorted.map(({ login }) => login),
    reads: readsOf(model, project, question.environment, sorted),
  }
}

type Tried = TriedLogin & { mount: AccessMount; role: AccessRole }

function isOwn({ role }: AccessRole, project: Project, environment: string | null): boolean {
  return role.project === project.fullPath && coversEnvironment(role.environment, environment)
}

/** Can a role of another project let these claims in at all? Not where it binds the id of one project that is not theirs. */
function mayTake({ written }: AccessRole, claims: Claims): boolean {
  const bound = written?.boundClaims.project_id
  return written !== null && (typeof bound !== 'string' || bound === claims.project_id)
}

type Wanted = Pick<AccessRead, 'variableId' | 'key' | 'vault' | 'path' | 'field' | 'operation'> & {
  roles: Set<string>
}

function readsOf(model: AccessModel, project: Project, environment: string | null, tried: Tried[]): AccessRead[] {
  const wanted = new Map<string, Wanted>()
  for (const { role, entries } of model.jobsOf(project.fullPath)) {
    for (const { variableId, key, placement } of entries) {
      const one = wantedOf(variableId, key, placement)
      const id = JSON.stringify([variableId, one.vault, one.path, one.field])
      const known = wanted.get(id) ?? one
      known.roles.add(role)
      wanted.set(id, known)
    }
  }
  return [...wanted.values()].map((one) => decide(one, environment, tried)).sort(byKey)
}

function wantedOf(variableId: string, key: string, placement: Placement): Wanted {
  const { vault, field } = placement.target
  const operation = placement.engine === 'transit' ? 'update' : 'read'
  return { variableId, key, vault, path: policyPath(placement), field, operation, roles: new Set() }
}

function decide({ roles, ...read }: Wanted, environment: string | null, tried: Tried[]): AccessRead {
  const here = tried.filter(({ mount }) => mount.vault.name === read.vault)
  const planned = here.filter(({ role }) => roles.has(role.role.name))
  const granted = here.flatMap((one) => {
    const by = one.ask(read.path, read.operation)?.by
    if (by === undefined || by === null) return []
    const file = one.mount.policyFiles.get(by.policy)
    const at = file === undefined ? null : { file, line: by.line }
    return [{ own: one.login.own, grant: { role: one.login.role, policy: by.policy, pattern: by.pattern, at } }]
  })
  const by = granted.find(({ own }) => own)?.grant ?? null
  const refusing = here.filter((one) => one.login.own || planned.includes(one))
  const passing = new Set(granted.map(({ grant }) => grant.role))
  return {
    ...read,
    planned: planned.some(({ role }) => coversEnvironment(role.role.environment, environment)),
    production: planned.some(({ role }) => role.role.production),
    by,
    others: granted.filter(({ own }) => !own).map(({ grant }) => grant),
    why: by === null ? refusing.filter(({ login }) => !passing.has(login.role)).map((one) => whyNot(one, read)) : [],
  }
}

function whyNot({ login, ask, role }: Tried, read: Pick<AccessRead, 'path' | 'operation'>): AccessRead['why'][number] {
  if (!login.allowed) return { role: login.role, reasons: login.failing }
  const code = ask(read.path, read.operation)?.reason ?? 'no_rule'
  const text = 'permission denied'
  const at = { file: role.file, line: lineOfKey(role.text, 'token_policies') }
  return { role: login.role, reasons: [{ code, claim: null, want: read.path, got: null, text, at }] }
}

function byKey(a: AccessRead, b: AccessRead): number {
  const key = ({ planned, key, path, field }: AccessRead) => [planned ? '0' : '1', key, path, field].join('\0')
  return key(a) < key(b) ? -1 : 1
}
