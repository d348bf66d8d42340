// The one job by which the trust model is explained: its claims, its login beside another one, its role and policies as written.

import type { Project } from '@/lib/core/inventory/estate'
import { instanceOf, issuerOf } from '@/lib/core/inventory/gitlab-instance'
import type { JobPlan } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { accessEnvironments } from './access-environments'
import { type AccessLine, accessFiles } from './access-files'
import { coversEnvironment } from './access-job'
import type { AccessLogin } from './access-login'
import type { AccessModel } from './access-model'
import type { AccessMount, AccessRole } from './access-mounts'
import type { AccessQuestion } from './access-try'
import { type AccessAnswer, explainIn } from './explain-access'
import { mainLogin } from './explain-json'
import { isExactPath, renderPolicy } from './vault-policy'

/** What is asked; undefined and null are filled in with a job of production that is let in. */
export type TrustModelQuestion = {
  project: string | null
  trigger: Trigger | null
  ref: string | null
  environment: string | null | undefined
}

export type TrustModelFile = { path: string; language: 'json' | 'hcl'; text: string; at: AccessLine | null }

export type TrustModelSide = { answer: AccessAnswer; login: AccessLogin | null }

export type TrustModelCase = {
  /** Names that stand for what is not there yet. */
  example: boolean
  gitlabUrl: string
  vault: VaultDeclaration
  vaults: readonly VaultDeclaration[]
  project: Project
  /** A planned job of this environment; null where none is. */
  job: JobPlan | null
  /** The role of that job as it is written to Vault; null where no job of this environment has one. */
  role: AccessRole | null
  /** All roles that name this project. */
  projectRoles: number
  /** As asked. */
  asked: TrustModelSide
  /** A merge request for the same environment; for an asked merge request a push to a protected branch. */
  beside: TrustModelSide
  roleFile: TrustModelFile | null
  policyFiles: TrustModelFile[]
  configFile: TrustModelFile | null
}

/**
 * Takes what an export writes, read back, and a question; gives null where the estate does not hold the project or no vault
 * is declared. Without a question it is the first protected production role by name, and a push to a protected branch: the
 * same for the same plan.
 */
export function trustModelCase(model: AccessModel, asked: TrustModelQuestion, example = false): TrustModelCase | null {
  const path = asked.project ?? usualProject(model)
  const project = model.projects.get(path)
  const [firstMount] = model.mounts
  if (project === undefined || firstMount === undefined) return null
  const environment =
    asked.environment === undefined ? (accessEnvironments(model, project)[0]?.name ?? null) : asked.environment
  const question = { project: path, trigger: asked.trigger ?? 'protected-push', ref: asked.ref, environment }
  const side = sideOf(model, question)
  const beside = sideOf(model, { ...question, ref: null, trigger: counterpart(question.trigger) })
  if (side === null || beside === null) return null
  const { login } = side
  const mount = model.mounts.find(({ vault }) => vault.name === login?.vault) ?? firstMount
  const roles = mount.rolesFor(path, String(project.id))
  const role = login === null ? null : (roles.find((one) => one.role.name === login.role) ?? null)
  const jobs = model.jobsOf(path).filter((one) => one.role === role?.role.name && one.vault === mount.vault.name)
  return {
    example,
    gitlabUrl: issuerOf(model.estate, instanceOf(path)),
    vault: mount.vault,
    vaults: model.rules.vaults,
    project,
    job: jobs.find(({ job }) => coversEnvironment(job.environment, environment)) ?? null,
    role,
    projectRoles: model.rolesOf(path).length,
    asked: side,
    beside,
    roleFile: role && { path: role.file, language: 'json', text: role.text, at: { file: role.file, line: null } },
    policyFiles: role === null ? [] : policiesOf(model, mount, role),
    configFile: mount.configFile && {
      path: mount.configFile.file,
      language: 'json',
      text: mount.configFile.text,
      at: { file: mount.configFile.file, line: null },
    },
  }
}

/** The other side of the comparison: what is refused beside what is let in. */
export function counterpart(trigger: Trigger): Trigger {
  return trigger === 'merge-request' || trigger === 'fork-merge-request' ? 'protected-push' : 'merge-request'
}

function sideOf(model: AccessModel, question: AccessQuestion): TrustModelSide | null {
  const answer = explainIn(model, question)
  return answer && { answer, login: mainLogin(answer) }
}

function usualProject({ plan }: AccessModel): string {
  const best = plan.roles.find((role) => role.production && role.protected) ?? plan.roles[0]
  return best?.project ?? plan.jobs[0]?.project ?? ''
}

/** As an export writes them: one with an inexact path is never written. */
function policiesOf({ plan, rules }: AccessModel, { vault }: AccessMount, { role }: AccessRole): TrustModelFile[] {
  const files = accessFiles(vault, rules.vaults.length)
  const own = plan.policies.filter((policy) => policy.vault === vault.name && role.policies.includes(policy.name))
  return own
    .filter(({ paths }) => paths.every(({ path }) => isExactPath(path)))
    .map((policy) => {
      const path = files.policy(policy.name)
      return { path, language: 'hcl', text: renderPolicy(policy), at: { file: path, line: null } }
    })
}
