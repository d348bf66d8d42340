// For a group, with all its subgroups, how much each way of starting a pipeline reads in each environment.
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import { type AccessCell, type AccessMatrix, accessMatrix } from './access-matrix'
import type { AccessModel } from './access-model'

/** An environment by its name, or by the pattern that its jobs have; null for jobs without one, and `rest` for what few have. */
export type GroupColumn = { label: string | null; rest: boolean; production: boolean; projects: number }

/** Sums of the cells of all projects, and how many projects have some. */
export type GroupCell = { readable: number; planned: number; projects: number; unwanted: number }

export type GroupMatrix = {
  group: string
  projects: number
  columns: GroupColumn[]
  rows: { trigger: Trigger; cells: GroupCell[] }[]
}

/** One project in one cell: what the sum is made of. `environments` are several where the column is one for the rest. */
export type GroupCellRow = { project: string; environment: string | null } & Omit<AccessCell, 'trigger' | 'environment'>

/** Columns beyond this are put together. */
const mostColumns = 7

/** After how many projects progress is told. */
const told = 25

/** Takes a group; gives sums over its projects. A project without planned jobs reads nothing and is left out. */
export function groupMatrix(
  model: AccessModel,
  group: string,
  tell?: (done: number, total: number) => void,
): GroupMatrix {
  const paths = groupProjects(model, group)
  const matrices = paths.flatMap((path, at) => {
    if (at % told === 0) tell?.(at, paths.length)
    return accessMatrix(model, path) ?? []
  })
  const columns = columnsOf(matrices)
  const named = new Map(columns.map(({ label, rest }, at) => [rest ? undefined : label, at]))
  const place = (one: AccessMatrix['environments'][number]) => named.get(labelOf(one)) ?? named.get(undefined) ?? 0
  const rows = triggers.map((trigger) => ({
    trigger,
    cells: columns.map((): GroupCell => ({ readable: 0, planned: 0, projects: 0, unwanted: 0 })),
  }))
  for (const { environments, rows: own } of matrices) {
    const places = environments.map(place)
    for (const [at, { cells }] of own.entries()) {
      const counted = new Set<GroupCell>()
      for (const [index, { readable, planned, unwanted }] of cells.entries()) {
        const sum = rows[at]?.cells[places[index] ?? 0]
        if (sum === undefined) continue
        sum.readable += readable
        sum.planned += planned
        sum.unwanted += unwanted.length
        if (readable > 0 || unwanted.length > 0) counted.add(sum)
      }
      for (const sum of counted) sum.projects += 1
    }
  }
  return { group, projects: matrices.length, columns, rows }
}

/** The projects behind one cell of `groupMatrix`, worst first. */
export function groupCellRows(
  model: AccessModel,
  matrix: GroupMatrix,
  { trigger, column }: { trigger: Trigger; column: GroupColumn },
): GroupCellRow[] {
  const named = new Set(matrix.columns.filter(({ rest }) => !rest).map(({ label }) => label))
  const rows = groupProjects(model, matrix.group).flatMap((project) => {
    const own = accessMatrix(model, project)
    const cells = own?.rows.find((row) => row.trigger === trigger)?.cells ?? []
    return cells.flatMap(({ environment, readable, planned, unwanted }, at): GroupCellRow[] => {
      const one = own?.environments[at]
      const here = one !== undefined && (column.rest ? !named.has(labelOf(one)) : labelOf(one) === column.label)
      return here ? [{ project, environment, readable, planned, unwanted }] : []
    })
  })
  const rank = ({ unwanted, readable }: GroupCellRow) => (unwanted.length > 0 ? 0 : readable > 0 ? 1 : 2)
  return rows.sort((a, b) => rank(a) - rank(b) || (a.project < b.project ? -1 : 1))
}

/** Every group that holds a project with planned jobs, with all groups above it. */
export function accessGroups(model: AccessModel): { path: string; projects: number }[] {
  const found = new Map<string, number>()
  for (const project of plannedProjects(model)) {
    const parts = project.split('/').slice(0, -1)
    for (let length = 1; length <= parts.length; length++) {
      const path = parts.slice(0, length).join('/')
      found.set(path, (found.get(path) ?? 0) + 1)
    }
  }
  return [...found].map(([path, projects]) => ({ path, projects })).sort((a, b) => (a.path < b.path ? -1 : 1))
}

function groupProjects(model: AccessModel, group: string): string[] {
  return plannedProjects(model).filter((path) => path.startsWith(`${group}/`))
}

function plannedProjects({ plan }: AccessModel): string[] {
  return [...new Set(plan.jobs.map(({ project }) => project))].sort()
}

function labelOf({ name, pattern }: AccessMatrix['environments'][number]): string | null {
  return pattern ?? name
}

/** Production first, then what most projects have, then one for the rest, and jobs without an environment last. */
function columnsOf(matrices: AccessMatrix[]): GroupColumn[] {
  const found = new Map<string | null, GroupColumn>()
  for (const { environments } of matrices) {
    for (const one of environments) {
      const label = labelOf(one)
      const known = found.get(label) ?? { label, rest: false, production: false, projects: 0 }
      const production = known.production || one.production
      found.set(label, { ...known, production, projects: known.projects + 1 })
    }
  }
  const { none, named } = split([...found.values()])
  named.sort(
    (a, b) =>
      Number(b.production) - Number(a.production) ||
      b.projects - a.projects ||
      ((a.label ?? '') < (b.label ?? '') ? -1 : 1),
  )
  if (named.length <= mostColumns) return [...named, ...none]
  const more = named.slice(mostColumns - 1)
  const projects = Math.max(...more.map((one) => one.projects))
  const rest = { label: null, rest: true, production: more.some(({ production }) => production), projects }
  return [...named.slice(0, mostColumns - 1), rest, ...none]
}

function split(columns: GroupColumn[]) {
  return { none: columns.filter(({ label }) => label === null), named: columns.filter(({ label }) => label !== null) }
}
