// Every role that a job could log in by, tried with the job's claims.
import type { Project } from '@/lib/core/inventory/estate'
import type { Claims } from '@/lib/core/trust/bound-claims'
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
 * do not bind theirs. The roles of the job's environment come first.
 */
export function tryRoles(model: AccessModel, project: Project, question: JobQuestion): TriedRole[] {
  const tried = model.mounts.flatMap((mount) => {
    const { claims } = tokenFor(model, project, question, mount.vault.audience)
    return mount.roles
      .filter((role) => role.role.project === project.fullPath || mayTake(role, claims))
      .map((role): TriedRole => {
        const own =
          role.role.project === project.fullPath && coversEnvironment(role.role.environment, question.environment)
        return { mount, role, ...tryLogin(mount, role, { claims, own, flavour: model.flavour }) }
      })
  })
  return [...tried.filter(({ login }) => login.own), ...tried.filter(({ login }) => !login.own)]
}

/** The token that the job has for one audience. */
export function tokenFor(model: AccessModel, project: Project, question: JobQuestion, audience: string): JobToken {
  const { estate, rules } = model
  return jobToken({ estate, rules, project, jobs: model.jobsOf(project.fullPath) }, question, audience)
}

/** What a login grants on a path; null where it does not, or was refused. */
export function grantOf(tried: TriedRole, path: string, operation: Operation): AccessGrant | null {
  const by = tried.ask(path, operation)?.by ?? null
  if (by === null) return null
  const file = tried.mount.policyFiles.get(by.policy)
  const at = file === undefined ? null : { file, line: by.line }
  return { role: tried.login.role, policy: by.policy, pattern: by.pattern, at }
}

/** Can a role of another project let these claims in at all? Not where it binds the id of one project that is not theirs. */
function mayTake({ written }: AccessRole, claims: Claims): boolean {
  const bound = written?.boundClaims.project_id
  return written !== null && (typeof bound !== 'string' || bound === claims.project_id)
}
