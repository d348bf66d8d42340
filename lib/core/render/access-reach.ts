// Who can read this: every project, environment and way of starting a pipeline that reaches a path or a variable.
import type { Project } from '@/lib/core/inventory/estate'
import type { Role } from '@/lib/core/mapping/plan'
import type { Trigger } from '@/lib/core/trust/claims-of'
import type { Operation } from '@/lib/core/trust/evaluate-access'
import { isMergeRequest } from './access-matrix'
import type { AccessModel } from './access-model'
import { boundProject } from './access-mounts'
import { type AccessGrant, grantOf } from './access-try'
import { waysOf } from './access-ways'

/** A variable by its id, or a path as a policy spells it, or as `vault kv` does, without `data/`. */
export type AccessTarget = { kind: 'variable'; id: string } | { kind: 'path'; path: string }

export type AccessReach = {
  project: string
  /** Those of the role's own jobs first; `foreign` ones get in only by naming this role in place of their own. */
  environments: { name: string | null; foreign: boolean }[]
  /** Does production read this path, in any project? */
  production: boolean
  vault: string
  path: string
  grant: AccessGrant
  triggers: Trigger[]
  /** Of `triggers`, merge requests that reach a path of production. */
  unwanted: Trigger[]
}

export type AccessPath = { vault: string; path: string; operation: Operation }

/**
 * Takes what is asked for; gives who reaches it, by project, path, role and the ways in. Tries every project of which some
 * role grants a path, whether or not one of its jobs is planned to read there.
 */
export function accessReach(model: AccessModel, target: AccessTarget): AccessReach[] {
  const paths = pathsFor(model, target)
  const holders = new Set(paths.flatMap(({ vault, path }) => model.rolesHolding(vault, path)))
  const projects = [...projectsToTry(model, holders)].sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1))
  return projects.flatMap((project) => together(reachOf(model, project, { paths, holders })))
}

/** The places of a variable, or the place of a path in each vault. */
export function pathsFor(model: AccessModel, target: AccessTarget): AccessPath[] {
  if (target.kind === 'path') {
    return model.mounts.flatMap(({ vault }) =>
      spellings(model, vault.name, target.path).map((path) => ({
        vault: vault.name,
        path,
        operation: 'read' as const,
      })),
    )
  }
  const found = new Map<string, AccessPath>()
  for (const { vault, paths } of model.plan.policies) {
    for (const { path, variableIds, capability } of paths) {
      if (!variableIds.includes(target.id)) continue
      found.set(JSON.stringify([vault, path]), { vault, path, operation: capability ?? 'read' })
    }
  }
  return [...found.values()]
}

/** A path of KV v2 may be said without its `data/`. */
function spellings(model: AccessModel, vault: string, text: string): string[] {
  const path = text.replace(/^\/+/, '')
  const mount = model.rules.mounts.find(
    (one) => one.vault === vault && one.engine === 'kv-v2' && path.startsWith(`${one.path}/`),
  )
  if (mount === undefined || path.startsWith(`${mount.path}/data/`)) return [path]
  return [path, `${mount.path}/data/${path.slice(mount.path.length + 1)}`]
}

function projectsToTry(model: AccessModel, holders: ReadonlySet<Role>): Set<Project> {
  const found = new Set<Project>()
  for (const role of holders) {
    const own = model.projects.get(role.project)
    if (boundProject(role) === null) for (const any of model.projects.values()) found.add(any)
    else if (own !== undefined) found.add(own)
  }
  return found
}

/** By environment, path and role; environments in their own order. */
function reachOf(
  model: AccessModel,
  project: Project,
  { paths, holders }: { paths: AccessPath[]; holders: ReadonlySet<Role> },
): AccessReach[] {
  const { environments, roles } = waysOf(model, project, (role) => holders.has(role))
  const found = new Map<string, AccessReach>()
  for (const { mount, role, ways } of roles) {
    for (const { vault, path, operation } of paths) {
      if (mount.vault.name !== vault) continue
      const production = model.isProduction(vault, path)
      for (const { trigger, environment, own, ask } of ways) {
        const grant = grantOf({ mount, role, ask }, path, operation)
        if (grant === null) continue
        const id = JSON.stringify([environment, vault, path, grant.role])
        const site = { project: project.fullPath, production, vault, path, grant }
        const fresh = { ...site, environments: [{ name: environment, foreign: !own }], triggers: [], unwanted: [] }
        const reach: AccessReach = found.get(id) ?? fresh
        if (!reach.triggers.includes(trigger)) {
          reach.triggers.push(trigger)
          if (isMergeRequest(trigger) && production) reach.unwanted.push(trigger)
        }
        found.set(id, reach)
      }
    }
  }
  const order = new Map(environments.map(({ name }, at) => [name, at]))
  const rank = ({ environments: [first] }: AccessReach) => order.get(first?.name ?? null) ?? 0
  return [...found.values()].sort((a, b) => rank(a) - rank(b))
}

/** One row for all environments of a project by which the same pipelines get in by the same role. */
function together(rows: AccessReach[]): AccessReach[] {
  const found = new Map<string, AccessReach>()
  for (const row of rows) {
    const id = JSON.stringify([row.vault, row.path, row.grant.role, row.triggers])
    const known = found.get(id)
    if (known === undefined) found.set(id, row)
    else
      known.environments = [...known.environments, ...row.environments].sort(
        (a, b) => Number(a.foreign) - Number(b.foreign),
      )
  }
  return [...found.values()]
}
