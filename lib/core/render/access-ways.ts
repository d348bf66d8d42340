// The ways into a project's paths: every token of every kind of job, by every role that lets it in.
import type { Project } from '@/lib/core/inventory/estate'
import type { Role } from '@/lib/core/mapping/plan'
import type { Trigger } from '@/lib/core/trust/claims-of'
import type { AccessVerdict, Operation } from '@/lib/core/trust/evaluate-access'
import { type AccessEnvironment, accessEnvironments } from './access-environments'
import { coversEnvironment } from './access-job'
import { askBy } from './access-login'
import type { AccessModel } from './access-model'
import type { AccessMount, AccessRole } from './access-mounts'
import { passing } from './access-passes'
import { type ProjectTokens, projectTokens, type RefsToTry } from './access-tokens'

export type AccessWay = {
  trigger: Trigger
  ref: string
  refProtected: boolean
  environment: string | null
  /** Is it the role that jobs of this environment use, rather than one that a job could only name? */
  own: boolean
  ask: (path: string, operation: Operation) => AccessVerdict | null
}

export type RoleWays = { mount: AccessMount; role: AccessRole; ways: readonly AccessWay[] }

export type ProjectWays = { environments: readonly AccessEnvironment[]; roles: readonly RoleWays[] }

/** Takes a project; gives what each role lets in. `only` leaves out roles that cannot matter. Worked out once per model. */
export function waysOf(model: AccessModel, project: Project, only?: (role: Role) => boolean): ProjectWays {
  const known = keptIn(model, project)
  const { environments } = known
  const roles = model.mounts.flatMap((mount) =>
    mount.rolesFor(project.fullPath, String(project.id), only).map((role): RoleWays => {
      const ways = known.ways.get(role.role) ?? waysBy(model, project, { mount, role, environments })
      known.ways.set(role.role, ways)
      return { mount, role, ways }
    }),
  )
  return { environments, roles }
}

type Kept = { environments: AccessEnvironment[]; ways: Map<Role, AccessWay[]> }

const kept = new WeakMap<AccessModel, Map<Project, Kept>>()

function keptIn(model: AccessModel, project: Project): Kept {
  const ofModel = kept.get(model) ?? new Map<Project, Kept>()
  kept.set(model, ofModel)
  const known = ofModel.get(project) ?? { environments: accessEnvironments(model, project), ways: new Map() }
  ofModel.set(project, known)
  return known
}

/** What one role lets in, with refs by name besides those that suit each trigger. Not kept. */
export function waysBy(
  model: AccessModel,
  project: Project,
  { mount, role, environments, refs }: WaysQuestion,
): AccessWay[] {
  const own = new Map(
    environments.map(({ name }) => [
      name,
      role.role.project === project.fullPath && coversEnvironment(role.role.environment, name),
    ]),
  )
  const asks = new Map<object, AccessWay['ask']>()
  const tokens = tokensOf(model, project, environments, { audience: mount.vault.audience, refs })
  return passing(mount, role, tokens, model.flavour).map(({ trigger, ref, refProtected, environment, token }) => {
    const ask = asks.get(token) ?? askBy(token, mount, model.flavour)
    asks.set(token, ask)
    return { trigger, ref, refProtected, environment, own: own.get(environment) === true, ask }
  })
}

type WaysQuestion = {
  mount: AccessMount
  role: AccessRole
  environments: readonly AccessEnvironment[]
  refs?: RefsToTry
}

type KeptTokens = { project: Project; audience: string; refs: RefsToTry | undefined; tokens: ProjectTokens }

/** Of the last project only: its roles are tried one after the other, and all tokens of an estate would be many. */
const lastTokens = new WeakMap<AccessModel, KeptTokens>()

function tokensOf(
  model: AccessModel,
  project: Project,
  environments: readonly AccessEnvironment[],
  { audience, refs }: { audience: string; refs: RefsToTry | undefined },
): ProjectTokens {
  const last = lastTokens.get(model)
  if (last?.project === project && last.audience === audience && last.refs === refs) return last.tokens
  const tokens = projectTokens(model, project, environments, audience, refs)
  lastTokens.set(model, { project, audience, refs, tokens })
  return tokens
}
