// Every role that a job could log in by, tried with the job's claims.
import type { Project } from '@/lib/core/inventory/estate'
import type { Role } from '@/lib/core/mapping/plan'
import type { Operation } from '@/lib/core/trust/evaluate-access'
import type { AccessLine } from './access-files'
import { coversEnvironment, type JobQuestion, type JobToken, jobToken } from './access-job'
import { type TriedLogin, tryLogin } from './access-login'
import type { AccessModel } from './access-model'
import type { AccessMount, AccessRole } from './access-mounts'

export type AccessQuestion = JobQuestion & { project: string }

export type AccessGrant = { role: string; policy: string; pattern: string; at: AccessLine | null }

export type TriedRole = TriedLogin & { mount: AccessMount; role: AccessRole }

/**
 * A job may name any role, so those of the project's other environments are tried too, and those of other projects that
 * do not bind theirs. The roles of the job's environment come first. `only` leaves out roles that cannot matter.
 */
export function tryRoles(
  model: AccessModel,
  project: Project,
  question: JobQuestion,
  only: (role: Role) => boolean = () => true,
): TriedRole[] {
  const tried = model.mounts.flatMap((mount) => {
    const { claims } = tokenFor(model, project, question, mount.vault.audience)
    return mount.rolesFor(project.fullPath, String(claims.project_id), only).map((role): TriedRole => {
      const { project: path, environment } = role.role
      const own = path === project.fullPath && coversEnvironment(environment, question.environment)
      return Object.assign(tryLogin(mount, role, { claims, own, flavour: model.flavour }), { mount, role })
    })
  })
  return [...tried.filter(({ own }) => own), ...tried.filter(({ own }) => !own)]
}

/** The token that the job has for one audience. */
export function tokenFor(model: AccessModel, project: Project, question: JobQuestion, audience: string): JobToken {
  const { estate, rules } = model
  return jobToken({ estate, rules, project, jobs: model.jobsOf(project.fullPath) }, question, audience)
}

/** What a login grants on a path; null where it does not, or was refused. */
export function grantOf(
  tried: Pick<TriedRole, 'mount' | 'role' | 'ask'>,
  path: string,
  operation: Operation,
): AccessGrant | null {
  const by = tried.ask(path, operation)?.by ?? null
  if (by === null) return null
  const file = tried.mount.policyFile(by.policy)
  const at = file === null ? null : { file, line: by.line }
  return { role: tried.role.role.name, policy: by.policy, pattern: by.pattern, at }
}
