// What the Access page shows: the choices, one answer, and the matrix of its project.
import { type AccessEnvironment, accessEnvironments } from '@/lib/core/render/access-environments'
import { type AccessMatrix, accessMatrix } from '@/lib/core/render/access-matrix'
import type { AccessReach, AccessTarget } from '@/lib/core/render/access-reach'
import { type AccessAnswer, explainIn } from '@/lib/core/render/explain-access'
import { variableLabel } from '@/lib/core/render/variable-label'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { accessModelOf } from './access-model-of'
import { answerInThread, prepareAccess } from './access-thread'
import { findPlan, type Planned } from './load-plan'

export type AccessAsked = {
  project: string | null
  trigger: Trigger
  ref: string | null
  /** Undefined where nothing was asked, null for a job without one. */
  environment: string | null | undefined
}

export type Access = {
  /** Projects with planned jobs. */
  projects: string[]
  project: string
  environments: AccessEnvironment[]
  answer: AccessAnswer | null
  matrix: AccessMatrix | null
}

/** Null before the first scan; without projects where nothing is mapped. Of nothing asked, the first project and its production count. */
export async function loadAccess(asked: AccessAsked): Promise<Access | null> {
  const planned = await findPlan()
  if (planned === null) return null
  const model = accessModelOf(planned)
  const projects = [...new Set(planned.plan.jobs.map((job) => job.project))].sort()
  const path = asked.project ?? projects[0] ?? ''
  const project = model.projects.get(path)
  const environments = project === undefined ? [] : accessEnvironments(model, project)
  const environment = asked.environment === undefined ? (environments[0]?.name ?? null) : asked.environment
  const { trigger, ref } = asked
  return {
    projects,
    project: path,
    environments,
    answer: explainIn(model, { project: path, trigger, ref, environment }),
    matrix: accessMatrix(model, path),
  }
}

export type Reach = {
  /** What can be asked for: every variable that some policy holds, by id. */
  variables: NamedVariable[]
  /** Where a key means several variables, these. */
  meant: NamedVariable[]
  target: AccessTarget | null
  rows: AccessReach[]
}

/** Null before the first scan. Takes an id, a label, a key or a path; what is none of the first three is a path. */
export async function loadReach(what: string): Promise<Reach | null> {
  const planned = await findPlan()
  if (planned === null) return null
  const variables = variablesOf(planned)
  const text = what.trim()
  const exact = variables.filter(({ id, label }) => id === text || label === text)
  const meant = exact.length > 0 ? exact : variables.filter(({ label }) => label.startsWith(`${text} (`))
  prepareAccess(planned)
  if (text === '' || meant.length > 1) return { variables, meant: text === '' ? [] : meant, target: null, rows: [] }
  const [one] = meant
  const target: AccessTarget = one === undefined ? { kind: 'path', path: text } : { kind: 'variable', id: one.id }
  return { variables, meant, target, rows: await answerInThread(planned, 'reach', { target }) }
}

type NamedVariable = { id: string; label: string }

const named = new WeakMap<Planned, NamedVariable[]>()

/** Every variable that some policy holds, by its label; an estate has thousands, so once for each plan. */
function variablesOf(planned: Planned): NamedVariable[] {
  const known = named.get(planned)
  if (known !== undefined) return known
  const ids = new Set(planned.plan.policies.flatMap(({ paths }) => paths.flatMap(({ variableIds }) => variableIds)))
  const variables = [...ids].map((id) => ({ id, label: variableLabel(id) }))
  variables.sort((a, b) => (a.label < b.label ? -1 : 1))
  named.set(planned, variables)
  return variables
}
