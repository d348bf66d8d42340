// A role as somebody changed it by hand: what Vault says to the write, and the estate as it would be after it.
import type { Role } from '@/lib/core/mapping/plan'
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import { isObject } from '@/lib/core/trust/decode-field'
import { evaluateRoleWrite, type WrittenRole } from '@/lib/core/trust/evaluate-role-write'
import { parseExactJson } from '@/lib/core/trust/exact-json'
import { accessIndex } from './access-index'
import type { AccessModel } from './access-model'
import { type AccessMount, type AccessRole, boundProject } from './access-mounts'
import { groupBy } from './group-by'

/** A role by name; `body` is the JSON of the write, as an export has it. */
export type RoleChange = { vault: string; role: string; body: string }

export type ChangedRole = { mount: AccessMount; before: AccessRole; after: AccessRole; model: AccessModel }

export type TriedChange = { changed: ChangedRole; errors: [] } | { changed: null; errors: string[] }

export function findRole(
  model: AccessModel,
  vault: string,
  name: string,
): { mount: AccessMount; role: AccessRole } | null {
  const mount = model.mounts.find((one) => one.vault.name === vault)
  const planned = model.plan.roles.find((role) => role.vault === vault && role.name === name)
  if (mount === undefined || planned === undefined) return null
  const [role] = mount.rolesFor(planned.project, String(planned.projectId), (one) => one === planned)
  return role === undefined ? null : { mount, role }
}

/**
 * Takes a changed role; gives the estate in which it is written, or why Vault would refuse the write, in its own words. What
 * counts as production stays as it is, and nothing is saved. Null where the plan has no such role.
 */
export function tryChange(model: AccessModel, change: RoleChange): TriedChange | null {
  const found = findRole(model, change.vault, change.role)
  if (found === null) return null
  const body = parsed(change.body)
  if (!isObject(body)) return { changed: null, errors: ['The body is no JSON object'] }
  const verdict = evaluateRoleWrite(body, change.role, model.flavour)
  if (!verdict.allowed) return { changed: null, errors: verdict.errors }
  const { mount, role: before } = found
  const after = {
    ...before,
    role: asPlanned(before.role, verdict.written),
    text: change.body,
    written: verdict.written,
  }
  return { changed: { mount, before, after, model: modelWith(model, before, after) }, errors: [] }
}

function parsed(text: string): ClaimValue {
  try {
    return parseExactJson(text)
  } catch {
    return null
  }
}

/** Claims that are no texts are left to the engine; without them the role counts as one that binds fewer projects. */
function asPlanned(role: Role, { boundClaims, boundClaimsType, policies }: WrittenRole): Role {
  const claims = Object.entries(boundClaims).flatMap(([claim, value]): [string, string | string[]][] => {
    if (typeof value === 'string') return [[claim, value]]
    const texts = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
    return Array.isArray(value) && texts.length === value.length ? [[claim, texts]] : []
  })
  return { ...role, boundClaims: Object.fromEntries(claims), boundClaimsType, policies }
}

function modelWith(model: AccessModel, before: AccessRole, after: AccessRole): AccessModel {
  const roles = model.plan.roles.map((role) => (role === before.role ? after.role : role))
  const byProject = groupBy(roles, ({ project }) => project)
  return {
    ...model,
    ...accessIndex({ roles, policies: model.plan.policies }),
    isProduction: model.isProduction,
    plan: { ...model.plan, roles },
    rolesOf: (project) => byProject.get(project) ?? [],
    mounts: model.mounts.map((mount) =>
      mount.vault.name === after.role.vault ? mountWith(mount, before, after) : mount,
    ),
  }
}

function mountWith(mount: AccessMount, before: AccessRole, after: AccessRole): AccessMount {
  const bound = boundProject(after.role)
  return {
    ...mount,
    get roles() {
      return mount.roles.map((role) => (role.role === before.role ? after : role))
    },
    rolesFor: (project, id, only = () => true) => {
      const rest = mount.rolesFor(project, id, (role) => role !== before.role && only(role))
      const may = after.role.project === project || bound === null || bound === id
      return may && only(after.role) ? [...rest, after] : rest
    },
  }
}
