// Blast radius: how many jobs, refs, ways to start a pipeline and people could use a variable, today and after cut-over.
import type { Analysis } from '@/lib/core/inventory/analysed-variable'
import type { Project } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import type { MappedVariable, Policy } from '@/lib/core/mapping/plan'
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import type { JobHistory } from '@/lib/core/trust/job-history'
import { type People, type Pushers, pushersOf, union } from '@/lib/core/trust/pushers'
import { openTriggers } from '@/lib/core/trust/role-reach'
import { variableReach } from '@/lib/core/trust/variable-reach'
import type { AccessModel } from './access-model'
import { type AccessReach, accessReach } from './access-reach'
import { radiusToday } from './blast-radius-today'
import { groupBy } from './group-by'

export type RadiusSide = {
  projects: number
  jobs: number
  /** Projects whose jobs are not known: `jobs` is then the least. */
  jobsUnknown: number
  /** From any branch or tag, or only from protected ones? */
  anyRef: boolean
  /** Protected names of branches and tags in these projects. */
  protectedRefs: number
  triggers: Trigger[]
  people: ReadonlySet<number>
  /** Projects of which it is not fully known who may push: `people` are then the least. */
  peopleUnknown: string[]
}

export type RadiusRow = {
  variableId: string
  variable: Variable
  production: boolean
  today: RadiusSide
  after: RadiusSide
}

export type RadiusTotal = { people: number; unknown: string[] }

export type BlastRadius = {
  /** The mapped variables: the others stay as they are. */
  rows: RadiusRow[]
  /** Everybody who could use some production variable, once. */
  production: { variables: number; today: RadiusTotal; after: RadiusTotal }
}

/** Takes who may push by project, as it was read. A project that was not read is unknown, never nobody. */
export function blastRadius(model: AccessModel, analysis: Analysis, histories: readonly JobHistory[]): BlastRadius {
  const { estate, plan } = model
  const read = new Map(histories.map(({ project, people }) => [project, people]))
  const known = new Map<string, Pushers>()
  const pushers = (project: string): Pushers => {
    const found = known.get(project) ?? pushersOf(read.get(project))
    known.set(project, found)
    return found
  }
  const sameKey = groupBy(
    estate.variables.filter((variable) => variable.level !== 'schedule'),
    ({ key }) => key,
  )
  const reachOf = new Map<string, Project[]>()
  const reach = (variable: Variable): Project[] => {
    const owner = JSON.stringify([variable.level, variable.owner])
    const found = reachOf.get(owner) ?? variableReach(variable, estate.projects)
    reachOf.set(owner, found)
    return found
  }
  const paths = pathsByVariable(plan.policies)
  const reached = reachByPath(model)
  const mapped = plan.variables.filter(({ placements }) => placements.length > 0)
  const rows = mapped.map(({ id, variable }: MappedVariable): RadiusRow => {
    const today = radiusToday(variable, {
      reach,
      analysis,
      sameKey: sameKey.get(variable.key) ?? [],
      pushers,
    })
    const own = paths.get(id) ?? []
    const production = own.some(({ vault, path }) => model.isProduction(vault, path))
    const after = radiusAfter(model, own.flatMap(reached), pushers)
    return { variableId: id, variable, production, today, after }
  })
  const production = rows.filter((row) => row.production)
  return {
    rows,
    production: {
      variables: production.length,
      today: total(production.map(({ today }) => today)),
      after: total(production.map(({ after }) => after)),
    },
  }
}

type Place = { vault: string; path: string; variableId: string; updates: boolean }

/** Where policies hold each variable, each place once. */
function pathsByVariable(policies: readonly Policy[]): Map<string, Place[]> {
  const places = policies.flatMap(({ vault, paths }) =>
    paths.flatMap(({ path, variableIds, capability }) =>
      variableIds.map((variableId): Place => ({ vault, path, variableId, updates: capability === 'update' })),
    ),
  )
  const once = new Map(places.map((place) => [JSON.stringify([place.variableId, place.vault, place.path]), place]))
  return groupBy([...once.values()], ({ variableId }) => variableId)
}

/** Who reaches a place; several variables may share one, which is then asked once. */
function reachByPath(model: AccessModel): (place: Place) => AccessReach[] {
  const known = new Map<string, AccessReach[]>()
  return ({ vault, path, variableId, updates }) => {
    const id = JSON.stringify([vault, path])
    // What signs or decrypts is not read but updated, which only a variable tells.
    const target = updates ? ({ kind: 'variable', id: variableId } as const) : ({ kind: 'path', path } as const)
    const found = known.get(id) ?? accessReach(model, target).filter((one) => one.vault === vault && one.path === path)
    known.set(id, found)
    return found
  }
}

function radiusAfter(
  model: AccessModel,
  reach: readonly AccessReach[],
  pushers: (project: string) => Pushers,
): RadiusSide {
  const byProject = groupBy(reach, ({ project }) => project)
  const sides = [...byProject].map(([project, reached]) => ofProject(model, project, reached, pushers(project)))
  const started = new Set(sides.flatMap((side) => side.triggers))
  return {
    projects: sides.length,
    jobs: sides.reduce((sum, { jobs }) => sum + jobs, 0),
    jobsUnknown: 0,
    anyRef: sides.some(({ anyRef }) => anyRef),
    protectedRefs: sides.reduce((sum, { protectedRefs }) => sum + protectedRefs, 0),
    triggers: triggers.filter((trigger) => started.has(trigger)),
    people: union(sides.map(({ people }) => people)).ids,
    peopleUnknown: sides.filter(({ people }) => people.partial).map(({ project }) => project),
  }
}

function ofProject(model: AccessModel, project: string, reached: readonly AccessReach[], pushers: Pushers) {
  const started = [...new Set(reached.flatMap((one) => one.triggers))]
  const roles = new Set(reached.map(({ vault, grant }) => JSON.stringify([vault, grant.role])))
  const naming = model.jobsOf(project).filter(({ vault, role }) => roles.has(JSON.stringify([vault, role])))
  const anyRef = started.some((trigger) => openTriggers.has(trigger))
  const able = anyRef ? pushers.any : pushers.protected
  // Whoever may fork may start it: nobody can count them.
  const people: People = { ids: able.ids, partial: able.partial || started.includes('fork-merge-request') }
  return {
    project,
    triggers: started,
    jobs: new Set(naming.map(({ job }) => job.name)).size,
    anyRef,
    protectedRefs: pushers.names?.length ?? 0,
    people,
  }
}

function total(sides: readonly RadiusSide[]): RadiusTotal {
  const people = new Set(sides.flatMap((side) => [...side.people]))
  return { people: people.size, unknown: [...new Set(sides.flatMap((side) => side.peopleUnknown))].sort() }
}
