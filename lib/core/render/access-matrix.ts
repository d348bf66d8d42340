// For one project, how much each way of starting a pipeline reads in each environment, and where it should read nothing.
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import { type AccessEnvironment, accessEnvironments } from './access-environments'
import type { AccessModel } from './access-model'
import { type AccessRead, explainIn } from './explain-access'

export type AccessCell = {
  trigger: Trigger
  environment: string | null
  /** Of the variables that jobs of this environment read, as planned. */
  readable: number
  planned: number
  /** Keys of production that a merge request reads here: there should be none. */
  unwanted: string[]
}

export type AccessMatrix = { environments: AccessEnvironment[]; rows: { trigger: Trigger; cells: AccessCell[] }[] }

/**
 * Decides every cell by `explainIn`, with the most favourable token that the trigger can give: a merge request counts as
 * one between protected branches too. Null where the estate does not hold the project.
 */
export function accessMatrix(model: AccessModel, fullPath: string): AccessMatrix | null {
  const project = model.projects.get(fullPath)
  if (project === undefined) return null
  const environments = accessEnvironments(model, project)
  const rows = triggers.map((trigger) => ({
    trigger,
    cells: environments.map(({ name }) => cellOf(model, fullPath, trigger, name)),
  }))
  return { environments, rows }
}

function cellOf(model: AccessModel, project: string, trigger: Trigger, environment: string | null): AccessCell {
  const readable = new Set<string>()
  const planned = new Set<string>()
  const unwanted = new Set<string>()
  for (const read of favourableReads(model, project, trigger, environment)) {
    const id = JSON.stringify([read.variableId, read.vault, read.path, read.field])
    const reaches = read.by !== null || read.others.length > 0
    if (read.planned) planned.add(id)
    if (read.planned && reaches) readable.add(id)
    if (reaches && read.production && isMergeRequest(trigger)) unwanted.add(read.key)
  }
  return { trigger, environment, readable: readable.size, planned: planned.size, unwanted: [...unwanted].sort() }
}

/** What each token that the trigger may bring would read. */
export function favourableReads(
  model: AccessModel,
  project: string,
  trigger: Trigger,
  environment: string | null,
): AccessRead[] {
  const question = { project, trigger, ref: null, environment }
  const asked = trigger === 'merge-request' ? [question, { ...question, asProtected: true }] : [question]
  return asked.flatMap((one) => explainIn(model, one)?.reads ?? [])
}

export function isMergeRequest(trigger: Trigger): boolean {
  return trigger === 'merge-request' || trigger === 'fork-merge-request'
}
