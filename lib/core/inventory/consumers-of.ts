// One consumer per job, from all uses of one variable.
import type { Consumer } from './consumer'
import { strongest } from './find-uses'
import type { UseAt } from './problems-at-uses'

/**
 * Takes one variable's uses and gives one consumer per (project, job). `workflow` and `include` stand for themselves in
 * the place of a job: no job can have such a name.
 */
export function consumersOf(variableId: string, uses: readonly UseAt[]): Consumer[] {
  const consumers = new Map<string, Consumer>()
  for (const { project, job, use } of uses) {
    const name = job?.name ?? use.kind
    const id = JSON.stringify([project, name])
    const known = consumers.get(id)
    if (!known) {
      consumers.set(id, {
        variableId,
        project,
        job: name,
        environment: job?.environment ?? { kind: 'none' },
        kinds: [use.kind],
        confidence: use.confidence,
        evidence: [use.evidence],
      })
      continue
    }
    if (!known.kinds.includes(use.kind)) known.kinds.push(use.kind)
    known.confidence = strongest(known.confidence, use.confidence)
    known.evidence.push(use.evidence)
  }
  return [...consumers.values()]
}
