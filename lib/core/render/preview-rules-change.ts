// What another version of the rules would change: exactly those rows, and what is wrong with the rules themselves.
import { declarationProblems } from '@/lib/core/mapping/declaration-problems'
import type { MappedVariable, Plan } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { Decision, RulesPreview } from '@/lib/core/mapping/rules-preview'
import { countStates } from './inventory-rows'
import { variableLabel } from './variable-label'

/** Plans are null before the first scan: then nothing changes, and only the rules are judged. */
export function previewRulesChange(before: Plan | null, after: Plan | null, rules: RulesFile): RulesPreview {
  const known = new Map((before?.variables ?? []).map((variable) => [variable.id, variable]))
  const changes = (after?.variables ?? []).flatMap((variable) => {
    const old = known.get(variable.id)
    const [from, to] = [decisionOf(old), decisionOf(variable)]
    const same = from.state === to.state && from.target === to.target && blockersOf(old) === blockersOf(variable)
    return same ? [] : [{ id: variable.id, label: variableLabel(variable.id), from, to }]
  })
  return { changes, problems: declarationProblems(rules), counts: countStates(after?.variables ?? []) }
}

function decisionOf(variable: MappedVariable | undefined): Decision {
  const target = variable?.target
  return {
    state: variable?.state ?? 'discovered',
    target: target ? `${target.vault}: ${target.mount}/${target.path}#${target.field}` : null,
  }
}

const blockersOf = (variable: MappedVariable | undefined) =>
  [...new Set(variable?.blockers.map((problem) => problem.code))].sort().join(' ')
