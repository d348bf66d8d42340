// Blast radius: how many jobs, refs, ways to start a pipeline and people could use a variable, today and after cut-over.
import type { Analysis } from '@/lib/core/inventory/analysed-variable'
import type { Variable } from '@/lib/core/inventory/variable'
import type { MappedVariable } from '@/lib/core/mapping/plan'
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import type { JobHistory } from '@/lib/core/trust/job-history'
import { type People, type Pushers, pushersOf, union } from '@/lib/core/trust/pushers'
import type { AccessModel } from './access-model'
import { type AccessReach, accessReach, pathsFor } from './access-reach'
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
  const mapped = plan.variables.filter(({ placements }) => placements.length > 0)
  const rows = mapped.map(({ id, variable }: MappedVariable): RadiusRow => {
    const today = radiusToday(variable, {
      projects: estate.projects,
      analysis,
      sameKey: sameKey.get(variable.key) ?? [],
      pushers,
    })
    const production = pathsFor(model, { kind: 'variable', id }).some(({ vault, path }) =>
      model.isProduction(vault, path),
    )
    return { variableId: id, variable, production, today, after: radiusAfter(model, id, pushers) }
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

/** Ways in that need no protected ref. A merge request counts: one cannot rely on both its branches being protected. */
const open: ReadonlySet<Trigger> = new Set(['push', 'tag', 'merge-request', 'fork-merge-request'])

function radiusAfter(model: AccessModel, id: string, pushers: (project: string) => Pushers): RadiusSide {
  const byProject = groupBy(accessReach(model, { kind: 'variable', id }), ({ project }) => project)
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
  const anyRef = started.some((trigger) => open.has(trigger))
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
