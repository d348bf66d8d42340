// Accepted proposals, put into the rules file as if a person had decided them by hand.
import { parseVariableId } from '@/lib/core/inventory/parse-variable-id'
import { applyEdits, type BulkEdit, type Identity } from './apply-bulk-edit'
import type { Rule, RulesFile } from './rules-file'
import type { Suggestion } from './suggestion'

export type AcceptedSuggestions = {
  rules: RulesFile
  /** Proposals that contradict a surer one for the same variable; they were not applied. */
  contradicted: Suggestion[]
}

/**
 * Takes the proposals in their order, the surest first. One decision a variable: the first counts, later ones are given
 * back. A proposed rule goes to the end, so that it decides only what no rule decides today; one that is there already
 * is not added again.
 */
export function applySuggestions(rules: RulesFile, accepted: readonly Suggestion[]): AcceptedSuggestions {
  const decided = new Map<string, { identity: Identity; edit: BulkEdit }>()
  const contradicted: Suggestion[] = []
  const added: Rule[] = []
  const known = new Set(rules.rules.map((rule) => JSON.stringify(rule)))
  for (const one of accepted) {
    if (one.change.kind === 'rule') {
      const text = JSON.stringify(one.change.rule)
      if (!known.has(text)) added.push(one.change.rule)
      known.add(text)
      continue
    }
    const { edit } = one.change
    const free = one.variables.filter((id) => !decided.has(id))
    if (free.length < one.variables.length) contradicted.push(one)
    for (const id of free) {
      const identity = identityOf(id)
      if (identity) decided.set(id, { identity, edit })
    }
  }
  return { rules: { ...applyEdits(rules, [...decided.values()]), rules: [...rules.rules, ...added] }, contradicted }
}

/** How the rules file names a variable; null for what is no id. */
export function identityOf(id: string): Identity | null {
  const named = parseVariableId(id)
  if (!named) return null
  const { environmentScope, ...rest } = named
  return { ...rest, scope: environmentScope }
}
