// An assertion that is kept, such as that no merge request reads production: what breaks it, with the line that grants it.
import { z } from 'zod'
import type { Project } from '@/lib/core/inventory/estate'
import { matchesGlob } from '@/lib/core/mapping/match-glob'
import type { Role } from '@/lib/core/mapping/plan'
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import type { AccessModel } from './access-model'
import { boundProject } from './access-mounts'
import { type AccessGrant, grantOf } from './access-try'
import { waysOf } from './access-ways'

export const assertedSchema = z.object({
  /** Pipelines that must not read it. */
  triggers: z.array(z.enum(triggers)).min(1, 'Choose at least one way of starting a pipeline'),
  /**
   * A glob over paths as a policy spells them, or as `vault kv` does, without `data/`; `*` stands for any text, and a path
   * for all that is below it.
   */
  path: z.string().trim().min(1, 'Say which paths').max(500),
  /** A glob over full paths of projects; a group stands for all that is in it. */
  projects: z.string().trim().min(1, 'Say which projects; * is all').max(500),
})

export type Asserted = z.infer<typeof assertedSchema>

export const assertionSchema = assertedSchema.extend({
  id: z.string().min(1).max(100),
  by: z.string().max(500),
  /** ISO. */
  at: z.string().max(40),
})

export type Assertion = z.infer<typeof assertionSchema>

export type BrokenRow = {
  project: string
  vault: string
  path: string
  triggers: Trigger[]
  environments: (string | null)[]
  grant: AccessGrant
  /** Of the variables that the path holds. */
  variableIds: string[]
}

/**
 * Takes an assertion and gives who breaks it, one row for each project, path and role. Tries every project that it is about
 * with every token of its triggers, by each role whose policies hold such a path.
 */
export function brokenBy(model: AccessModel, asserted: Asserted): BrokenRow[] {
  const paths = pathsMeant(model, asserted.path)
  const holders = new Set([...paths.values()].flatMap(({ vault, path }) => model.rolesHolding(vault, path)))
  const listed = [...paths.values()]
  return projectsOf(model, asserted, holders).flatMap((project) => {
    const found = new Map<string, BrokenRow>()
    for (const { mount, role, ways } of waysOf(model, project, (one) => holders.has(one)).roles) {
      const here = listed.filter(({ vault, path }) => vault === mount.vault.name && model.holds(role.role, path))
      for (const { trigger, environment, ask } of ways) {
        if (!asserted.triggers.includes(trigger)) continue
        for (const { vault, path, operation, variableIds } of here) {
          const grant = grantOf({ mount, role, ask }, path, operation)
          if (grant === null) continue
          const id = JSON.stringify([vault, path, grant.role])
          const site = { project: project.fullPath, vault, path, grant, variableIds }
          const row: BrokenRow = found.get(id) ?? { ...site, triggers: [], environments: [] }
          if (!row.triggers.includes(trigger)) row.triggers.push(trigger)
          if (!row.environments.includes(environment)) row.environments.push(environment)
          found.set(id, row)
        }
      }
    }
    return [...found.values()]
  })
}

/** How many planned paths it is about: of none, nothing can break it, and nothing is proven. */
export function pathsAsserted(model: AccessModel, { path }: Pick<Asserted, 'path'>): number {
  return pathsMeant(model, path).size
}

type MeantPath = { vault: string; path: string; operation: 'read' | 'update'; variableIds: string[] }

/** The planned paths that the glob means, in either spelling. */
function pathsMeant({ plan, rules }: AccessModel, glob: string): Map<string, MeantPath> {
  const found = new Map<string, MeantPath>()
  for (const { vault, paths } of plan.policies) {
    const mounts = rules.mounts.filter((one) => one.vault === vault && one.engine === 'kv-v2')
    for (const { path, variableIds, capability } of paths) {
      const mount = mounts.find((one) => path.startsWith(`${one.path}/data/`))
      const short = mount === undefined ? path : `${mount.path}/${path.slice(mount.path.length + '/data/'.length)}`
      if (!isMeant(glob, path) && !isMeant(glob, short)) continue
      const id = JSON.stringify([vault, path])
      const known = found.get(id)?.variableIds ?? []
      const ids = [...new Set([...known, ...variableIds])]
      found.set(id, { vault, path, operation: capability ?? 'read', variableIds: ids })
    }
  }
  return found
}

/** A role that binds its project lets no other in. */
function projectsOf(model: AccessModel, { projects }: Asserted, holders: ReadonlySet<Role>): Project[] {
  const open = [...holders].some((role) => boundProject(role) === null)
  const own = new Set([...holders].map(({ project }) => project))
  const ids = new Set([...holders].map(boundProject))
  return model.estate.projects
    .filter(({ fullPath, id }) => open || own.has(fullPath) || ids.has(String(id)))
    .filter(({ fullPath }) => isMeant(projects, fullPath))
    .sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1))
}

/** Is it the path or project that the glob names, or below one? */
function isMeant(glob: string, path: string): boolean {
  return matchesGlob(glob, path) || matchesGlob(`${glob.replace(/\/+$/, '')}/*`, path)
}
