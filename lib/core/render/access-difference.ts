// What a changed role gives and takes: jobs that read more or less than before, before anything is written.
import type { Project } from '@/lib/core/inventory/estate'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { type ChangedRole, type RoleChange, tryChange } from './access-change'
import { isMergeRequest } from './access-matrix'
import type { AccessModel } from './access-model'
import { type AccessMount, type AccessRole, boundProject } from './access-mounts'
import type { RefsToTry } from './access-tokens'
import { type AccessWay, waysBy, waysOf } from './access-ways'
import { variableName } from './variable-label'

export type DifferenceCell = {
  project: string
  trigger: Trigger
  ref: string
  refProtected: boolean
  environment: string | null
  gains: string[]
  losses: string[]
  /** Of what it gains, what a merge request must not read: that of production. */
  unwanted: string[]
}

export type DifferenceVariable = {
  variableId: string
  key: string
  vault: string
  path: string
  production: boolean
  /** In how many cells. */
  gained: number
  lost: number
}

export type AccessDifference = {
  /** What Vault says where it refuses the write: then everything stays as it is. */
  errors: string[]
  cells: DifferenceCell[]
  variables: DifferenceVariable[]
  /** Kinds of jobs that the role itself lets in, before and after. */
  logins: { before: number; after: number }
}

type Held = Omit<DifferenceVariable, 'gained' | 'lost'>

/**
 * Compares what every kind of job of every project that the role lets in, before or after, reads by any role. Refs are those
 * that suit each trigger, in the role's project also all protected ones and those that the change names. Null where the plan
 * has no such role.
 */
export function accessDifference(model: AccessModel, change: RoleChange): AccessDifference | null {
  const tried = tryChange(model, change)
  if (tried === null) return null
  const { changed } = tried
  if (changed === null) return { errors: tried.errors, cells: [], variables: [], logins: { before: 0, after: 0 } }
  const logins = { before: 0, after: 0 }
  const variables = new Map<string, DifferenceVariable>()
  const cells = projectsOf(model, changed).flatMap((project) => {
    const { before, after, rest } = readsOf(model, project, changed)
    logins.before += before.size
    logins.after += after.size
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): DifferenceCell[] => {
      const way = before.get(id)?.way ?? after.get(id)?.way
      if (way === undefined) return []
      const gains = without(after.get(id)?.held, before.get(id)?.held, rest.get(id)?.held)
      const losses = without(before.get(id)?.held, after.get(id)?.held, rest.get(id)?.held)
      for (const one of gains) count(variables, one).gained += 1
      for (const one of losses) count(variables, one).lost += 1
      if (gains.length + losses.length === 0) return []
      const { trigger, ref, refProtected, environment } = way
      const unwanted = isMergeRequest(trigger) ? gains.filter(({ production }) => production) : []
      const site = { project: project.fullPath, trigger, ref, refProtected, environment }
      return [{ ...site, gains: keysOf(gains), losses: keysOf(losses), unwanted: keysOf(unwanted) }]
    })
  })
  return { errors: [], cells, variables: [...variables.values()].sort(byName), logins }
}

function projectsOf(model: AccessModel, { before, after }: ChangedRole): Project[] {
  const bound = [boundProject(before.role), boundProject(after.role)]
  return model.estate.projects.filter(
    ({ fullPath, id }) => fullPath === after.role.project || bound.includes(null) || bound.includes(String(id)),
  )
}

type Reads = Map<string, { way: AccessWay; held: Map<string, Held> }>

function readsOf(model: AccessModel, project: Project, changed: ChangedRole) {
  const { mount } = changed
  const { environments, roles } = waysOf(model, project, (role) => role !== changed.before.role)
  const refs = project.fullPath === changed.after.role.project ? refsOf(project, changed) : undefined
  const by = (role: AccessRole, of: AccessMount = mount) => ({
    mount: of,
    role,
    ways: waysBy(model, project, { mount: of, role, environments, refs }),
  })
  const others = refs === undefined ? roles : roles.map((one) => by(one.role, one.mount))
  return {
    before: readsBy(model, [by(changed.before)]),
    after: readsBy(model, [by(changed.after)]),
    rest: readsBy(model, others),
  }
}

function readsBy(
  model: AccessModel,
  roles: readonly { mount: AccessMount; role: AccessRole; ways: readonly AccessWay[] }[],
): Reads {
  const reads: Reads = new Map()
  for (const { mount, role, ways } of roles) {
    const granted = new Map<AccessWay['ask'], [string, Held][]>()
    for (const way of ways) {
      const held = granted.get(way.ask) ?? heldBy(model, { mount, role, ask: way.ask })
      granted.set(way.ask, held)
      const id = JSON.stringify([way.trigger, way.ref, way.refProtected, way.environment])
      const cell = reads.get(id) ?? { way, held: new Map<string, Held>() }
      for (const [key, one] of held) cell.held.set(key, one)
      reads.set(id, cell)
    }
  }
  return reads
}

/** What is mapped to the paths that the role's policies grant. */
function heldBy(
  model: AccessModel,
  { mount, role, ask }: { mount: AccessMount; role: AccessRole; ask: AccessWay['ask'] },
): [string, Held][] {
  const vault = mount.vault.name
  return role.role.policies
    .flatMap((name) => model.pathsOf(vault, name))
    .filter(({ path, capability }) => ask(path, capability ?? 'read')?.allowed)
    .flatMap(({ path, variableIds }) =>
      variableIds.map((variableId): [string, Held] => {
        const key = variableName(variableId)?.key ?? variableId
        const production = model.isProduction(vault, path)
        return [JSON.stringify([variableId, vault, path]), { variableId, key, vault, path, production }]
      }),
    )
}

/** Protected refs by a name that fits them, and what the role asks for by name. */
function refsOf(project: Project, { after, before }: ChangedRole): RefsToTry {
  const named = [before, after].flatMap(({ role }) => role.boundClaims.ref ?? []).map((ref) => ref.replaceAll('*', '1'))
  const of = (list: string[] | null) => [...new Set([...named, ...(list ?? []).map((ref) => ref.replaceAll('*', '1'))])]
  return { branches: of(project.protectedBranches), tags: of(project.protectedTags) }
}

function without(all?: Map<string, Held>, known?: Map<string, Held>, rest?: Map<string, Held>): Held[] {
  return [...(all ?? [])].filter(([id]) => !known?.has(id) && !rest?.has(id)).map(([, held]) => held)
}

function count(variables: Map<string, DifferenceVariable>, held: Held): DifferenceVariable {
  const id = JSON.stringify([held.variableId, held.vault, held.path])
  const known = variables.get(id) ?? { ...held, gained: 0, lost: 0 }
  variables.set(id, known)
  return known
}

function keysOf(held: Held[]): string[] {
  return [...new Set(held.map(({ key }) => key))].sort()
}

function byName(a: DifferenceVariable, b: DifferenceVariable): number {
  return `${a.key} ${a.path}` < `${b.key} ${b.path}` ? -1 : 1
}
