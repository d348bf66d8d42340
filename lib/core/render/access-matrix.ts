// For one project, how much each way of starting a pipeline reads in each environment, and where it should read nothing.
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import { type AccessEnvironment, accessEnvironments } from './access-environments'
import type { JobQuestion } from './access-job'
import type { AccessModel } from './access-model'
import { explainIn } from './explain-access'

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
 * Decides every cell by `explainIn`, with every token that the trigger may bring. Null where the estate does not hold the
 * project.
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
  const [readable, planned, unwanted] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const reads = tokensToTry(trigger, environment).flatMap(
    (question) => explainIn(model, { ...question, project })?.reads ?? [],
  )
  for (const read of reads) {
    const id = JSON.stringify([read.variableId, read.vault, read.path, read.field])
    const reaches = read.by !== null || read.others.length > 0
    if (read.planned) planned.add(id)
    if (read.planned && reaches) readable.add(id)
    if (reaches && read.production && isMergeRequest(trigger)) unwanted.add(read.key)
  }
  return { trigger, environment, readable: readable.size, planned: planned.size, unwanted: [...unwanted].sort() }
}

/** A merge request counts as one between protected branches too, which GitLab may run as protected. */
export function tokensToTry(trigger: Trigger, environment: string | null): JobQuestion[] {
  const question = { trigger, ref: null, environment }
  return trigger === 'merge-request' ? [question, { ...question, asProtected: true }] : [question]
}

export function isMergeRequest(trigger: Trigger): boolean {
  return trigger === 'merge-request' || trigger === 'fork-merge-request'
}
