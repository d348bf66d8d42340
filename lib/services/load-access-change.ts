// A role to try changes on, and what a change would do. Nothing is saved.
import { findRole, type RoleChange } from '@/lib/core/render/access-change'
import type { DifferenceAnswer } from '@/lib/core/render/access-task'
import { AppError } from '@/lib/errors'
import { accessModelOf } from './access-model-of'
import { answerInThread } from './access-thread'
import { findPlan } from './load-plan'
import { findAssertions } from './save-assertion'

export type ChangeableRole = {
  vault: string
  name: string
  project: string
  /** Where an export puts it. */
  file: string
  /** The body of the write, as it is exported. */
  body: string
  /** Policies of the vault that it could list: its own, and those of the same project or of groups above it. */
  policies: string[]
}

export type RoleChoice = { vault: string; name: string; project: string; production: boolean }

/** Null before the first scan. `role` is null where nothing is planned under that name; of no name, a production role counts. */
export async function loadChangeableRole(
  vault: string | null,
  name: string | null,
): Promise<{ choices: RoleChoice[]; role: ChangeableRole | null } | null> {
  const planned = await findPlan()
  if (planned === null) return null
  const model = accessModelOf(planned)
  const choices = planned.plan.roles.map(({ vault: of, name: called, project, production }) => {
    return { vault: of, name: called, project, production }
  })
  const usual = choices.find(({ production }) => production) ?? choices[0]
  const asked =
    name === null ? usual : choices.find((one) => one.name === name && (vault === null || one.vault === vault))
  const found = asked === undefined ? null : findRole(model, asked.vault, asked.name)
  if (found === null) return { choices, role: null }
  const { role, file, text } = found.role
  const near = planned.plan.policies.filter(({ vault: of, owner }) => {
    return of === role.vault && (owner.path === null || `${role.project}/`.startsWith(`${owner.path}/`))
  })
  const policies = [...new Set([...role.policies, ...near.map((policy) => policy.name)])].sort()
  return { choices, role: { vault: role.vault, name: role.name, project: role.project, file, body: text, policies } }
}

/** How many cells are given. */
const most = 200

/** Fails with `no_scan` before the first scan and `not_found` for a role that is not planned. */
export async function compareRole(change: RoleChange): Promise<DifferenceAnswer> {
  const planned = await findPlan()
  if (planned === null) throw new AppError('no_scan')
  const answer = await answerInThread(planned, 'difference', { change, list: await findAssertions(), most })
  if (answer === null) throw new AppError('not_found')
  return answer
}
