// For one project, how much each way of starting a pipeline reads in each environment, and where it should read nothing.
import type { Project } from '@/lib/core/inventory/estate'
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import type { AccessEnvironment } from './access-environments'
import { coversEnvironment } from './access-job'
import type { AccessModel } from './access-model'
import { type AccessWanted, wantedBy } from './access-wanted'
import { type AccessWay, type RoleWays, waysOf } from './access-ways'

export type AccessCell = {
  trigger: Trigger
  environment: string | null
  /** Of the variables that jobs of this environment read, as planned. */
  readable: number
  planned: number
  /** Keys of production that a merge request reads here, or any job for which nobody planned it: there should be none. */
  unwanted: string[]
}

export type AccessMatrix = {
  environments: readonly AccessEnvironment[]
  rows: { trigger: Trigger; cells: AccessCell[] }[]
}

/**
 * Decides every cell as `explainIn` does, with every token that the trigger may bring. Null where the estate does not hold
 * the project.
 */
export function accessMatrix(model: AccessModel, fullPath: string): AccessMatrix | null {
  const project = model.projects.get(fullPath)
  return project === undefined ? null : matrixOf(model, project)
}

function matrixOf(model: AccessModel, project: Project): AccessMatrix {
  const { environments, roles } = waysOf(model, project)
  const wanted = wantedBy(model, project.fullPath)
  const reached = reachedBy(roles, wanted)
  const plans = new Map(environments.map(({ name }) => [name, plannedIn(roles, wanted, name)]))
  // What jobs without an environment may read, jobs with one may read too: their role is bound to none.
  const anywhere = plannedIn(roles, wanted, null)
  const rows = triggers.map((trigger) => ({
    trigger,
    cells: environments.map(({ name }) => {
      const planned = plans.get(name) ?? []
      const reads = reached.get(trigger)?.get(name) ?? new Set()
      const promised = isMergeRequest(trigger) ? [] : [...planned, ...anywhere]
      const unwanted = [...reads].filter((one) => isUnpromised(one, trigger) && !promised.includes(one))
      return {
        trigger,
        environment: name,
        readable: planned.filter((one) => reads.has(one)).length,
        planned: planned.length,
        unwanted: [...new Set(unwanted.map(({ key }) => key))].sort(),
      }
    }),
  }))
  return { environments, rows }
}

type Reached = Map<Trigger, Map<string | null, Set<AccessWanted>>>

/** What each cell reads, by any role. A role grants the same to all that it lets in, so it is asked once. */
function reachedBy(roles: readonly RoleWays[], wanted: readonly AccessWanted[]): Reached {
  const reached: Reached = new Map(triggers.map((trigger) => [trigger, new Map()]))
  for (const { mount, ways } of roles) {
    const here = ways.length === 0 ? [] : wanted.filter(({ vault }) => vault === mount.vault.name)
    const granted = new Map<AccessWay['ask'], AccessWanted[]>()
    for (const { trigger, environment, ask } of ways) {
      const reads = granted.get(ask) ?? here.filter(({ path, operation }) => ask(path, operation)?.allowed)
      granted.set(ask, reads)
      const row = reached.get(trigger)
      const cell = row?.get(environment) ?? new Set()
      for (const read of reads) cell.add(read)
      row?.set(environment, cell)
    }
  }
  return reached
}

function plannedIn(
  roles: readonly RoleWays[],
  wanted: readonly AccessWanted[],
  environment: string | null,
): AccessWanted[] {
  const covering = roles.filter(({ role }) => coversEnvironment(role.role.environment, environment))
  return wanted.filter(({ vault, roles: readers }) =>
    covering.some(({ mount, role }) => mount.vault.name === vault && readers.has(role.role.name)),
  )
}

/** What a policy holds for other projects of the group is read by a job of production without being in its plan. */
function isUnpromised({ production, field }: AccessWanted, trigger: Trigger): boolean {
  return production && (isMergeRequest(trigger) || field !== null)
}

export function isMergeRequest(trigger: Trigger): boolean {
  return trigger === 'merge-request' || trigger === 'fork-merge-request'
}
