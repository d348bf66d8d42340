// What stands at one path shares its readers: collisions, and paths that are wider than a variable.
import type { Problem } from '@/lib/core/inventory/problem'
import type { Variable } from '@/lib/core/inventory/variable'
import { makesLease } from './delivery'
import { isDynamic } from './engine-target'
import type { EstateIndex } from './estate-index'
import type { JobSites } from './job-sites'
import { scopeAsEnvironment } from './place-variable'
import type { Placement } from './plan'

/** A place of one variable; `perEnvironment` where an answer made it, so that its scope is that environment. */
export type Occupant = {
  id: string
  variable: Variable
  placement: Placement
  perEnvironment: boolean
}

export type PathProblems = Map<string, { blockers: Problem[]; warnings: Problem[] }>

/**
 * Two variables at one field of one path: a blocker for each of them. Engines that store nothing are asked, not written,
 * so two keys may stand for one answer.
 */
export function findCollisions(occupants: Occupant[]): Map<string, Problem> {
  const found = new Map<string, Problem>()
  const written = occupants.filter(({ placement }) => !isDynamic(placement.engine))
  for (const [, group] of grouped(written, ({ placement: { target } }) => JSON.stringify(target))) {
    const ids = new Set(group.map((one) => one.id))
    if (ids.size < 2) continue
    for (const one of group) {
      const others = group.filter((other) => other.id !== one.id).map((other) => nameOfVariable(other.variable))
      const detail = `${placeName(one)} field ${one.placement.target.field}: also ${[...new Set(others)].join(', ')}`
      found.set(one.id, { code: 'path_collision', detail, evidence: [] })
    }
  }
  return found
}

/**
 * Compares what stands at each path. A policy cannot tell the fields of a path apart, so variables that differ in
 * protection, environment scope or readers get a blocker where one of them is protected or production reads it, else
 * a warning that counts who gains what. Readers are roles (project, environment, protected), since all jobs of a role
 * have the same login. The fields of a dynamic credential are worth nothing apart, so their protection is not compared.
 * Two differences only warn: readers of one group's shared path (that is how a group variable is
 * shared, and every project of the group sees it today), and a variable that no job is known to use.
 */
export function findWidePaths(occupants: Occupant[], sites: JobSites, index: EstateIndex): PathProblems {
  const problems: PathProblems = new Map()
  const byPath = grouped(occupants, ({ placement: { target } }) =>
    JSON.stringify([target.vault, target.mount, target.path]),
  )
  for (const [, group] of byPath) {
    if (new Set(group.map((one) => one.id)).size < 2) continue
    const readers = new Map(group.map((one) => [one, new Set(one.placement.consumers.map(sites.readerOf))]))
    const all = new Set([...readers.values()].flatMap((set) => [...set]))
    const differences = differencesOf(group, readers)
    const grave = group.some((one) => isGrave(one, index))
    for (const one of group) {
      const gaining = [...all].filter((reader) => !readers.get(one)?.has(reader))
      const detail = `${placeName(one)}: ${gainText(one, gaining)}`
      if (differences.length > 0 && grave) {
        const why = `${detail}; what stands there differs in ${differences.join(' and ')}`
        add(problems, one.id, 'blockers', { code: 'path_wider_than_variable', detail: why, evidence: [] })
      } else if (differences.length > 0 || gaining.length > 0) {
        add(problems, one.id, 'warnings', { code: 'path_shared', detail, evidence: [] })
      }
    }
  }
  return problems
}

function differencesOf(group: Occupant[], readers: Map<Occupant, Set<string>>): string[] {
  const differ = (of: (one: Occupant) => string) => new Set(group.map(of)).size > 1
  const used = group.filter((one) => one.placement.consumers.length > 0)
  const owners = new Set(group.map((one) => `${one.variable.level} ${one.variable.owner}`))
  const sharedByDesign = owners.size === 1 && group.every((one) => isShared(one.variable))
  const oneCredential = group.every((one) => makesLease(one.placement))
  const readerSets = new Set(used.map((one) => [...(readers.get(one) ?? [])].sort().join('\n')))
  return [
    ...(!oneCredential && differ((one) => String(one.placement.protected)) ? ['protection'] : []),
    ...(differ(scopeOf) ? ['environment scope'] : []),
    ...(!sharedByDesign && readerSets.size > 1 ? ['consumers'] : []),
  ]
}

/** Variables of a group or of the instance, whose path several projects read under one shared policy. */
export function isShared(variable: Pick<Variable, 'level'>): boolean {
  return variable.level === 'group' || variable.level === 'instance'
}

function scopeOf(one: Occupant): string {
  if (!one.perEnvironment) return one.variable.environmentScope
  return one.placement.environment === 'any' ? '*' : one.placement.environment
}

function isGrave({ variable, placement }: Occupant, index: EstateIndex): boolean {
  return (
    placement.protected ||
    placement.consumers.some((one) => index.production(one.project, one.environment)) ||
    index.production(variable.owner ?? '', scopeAsEnvironment(variable.environmentScope))
  )
}

function gainText(one: Occupant, gaining: string[]): string {
  if (gaining.length === 0) return `others there have fewer readers than ${one.variable.key}`
  const who = `${gaining.length} ${gaining.length === 1 ? 'other reader gains' : 'other readers gain'}`
  return `${who} ${one.variable.key}`
}

function placeName({ placement: { target } }: Occupant): string {
  return `${target.mount}/${target.path}`
}

function nameOfVariable(variable: Variable): string {
  return `${variable.key} of ${variable.owner ?? 'the instance'} (scope ${variable.environmentScope})`
}

function add(problems: PathProblems, id: string, kind: 'blockers' | 'warnings', problem: Problem): void {
  const entry = problems.get(id) ?? { blockers: [], warnings: [] }
  entry[kind].push(problem)
  problems.set(id, entry)
}

function grouped(occupants: Occupant[], keyOf: (one: Occupant) => string): Map<string, Occupant[]> {
  const groups = new Map<string, Occupant[]>()
  for (const one of occupants) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}
