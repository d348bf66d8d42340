// What to tell a person whose job or file was refused.
import { type ProblemCode, recipes } from '@/lib/core/inventory/problem'
import type { ChangeReason } from './change-refusal'

/** Takes the code of a refusal; gives what is the matter and how to get past it, as raw text. */
export function changeMessage(reason: ChangeReason): string {
  if (isProblem(reason)) return recipes[reason]
  return ownMessages[reason]
}

function isProblem(reason: ChangeReason): reason is ChangeReason & ProblemCode {
  return Object.hasOwn(recipes, reason)
}

const ownMessages: Record<Exclude<ChangeReason, ProblemCode>, string> = {
  invalid_yaml: 'The file does not parse, or is no map. Repair it and scan again.',
  broken_frame: 'A line # cutover:begin or # cutover:end has lost its partner. Put it back, or take the other out too.',
  not_a_job: 'The name stands for a hidden job or a keyword, not for a job that runs.',
  job_not_found: 'The file does not hold this job. It may have changed since the scan: scan again.',
  duplicate_key: 'The key stands twice in the file, and only the last one counts. Remove the other.',
  alias: 'The job is an alias of another node, so a change would change both. Write it out, or use the generated file.',
  not_a_map: 'The job is not written as a map with keys. Write it out, or use the generated file.',
  bridge: 'A bridge job has no runner and cannot read Vault. Let the child pipeline read the value itself.',
  other_token: 'The job already reads secrets with another token. A job has one Vault login: move those entries first.',
  inherited_unknown: 'What the job inherits here cannot be told from the file alone. Write it out in the job.',
  cannot_splice_safely: 'The blocks cannot be put in with every other byte kept. Use the generated file.',
}
