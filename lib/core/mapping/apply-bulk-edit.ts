// One hand-made decision for many variables at once: the rules file as it would be after it.
import { z } from 'zod'
import { replacements } from './replacements'
import {
  type Choice,
  type Excluded,
  type Fate,
  type RulesFile,
  starAnswerSchema,
  targetTemplateSchema,
} from './rules-file'

/** What people decide by hand: exclude, retire, replace, send somewhere else, answer the question of scope `*`, or take that back. */
export const bulkEditSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exclude'), reason: z.string().trim().min(1), until: z.iso.date().nullable() }),
  z.strictObject({ kind: z.literal('target'), target: targetTemplateSchema }),
  z.strictObject({ kind: z.literal('star'), star: starAnswerSchema }),
  z.strictObject({ kind: z.literal('retire'), reason: z.string().trim().min(1) }),
  z.strictObject({ kind: z.literal('replace'), with: z.enum(replacements), reason: z.string().trim().min(1) }),
  z.strictObject({ kind: z.literal('clear') }),
])

export type BulkEdit = z.infer<typeof bulkEditSchema>

/** Names a variable as the rules file does. */
export type Identity = Pick<Choice, 'level' | 'owner' | 'key' | 'scope'>

const nameOf = (identity: Identity) => JSON.stringify([identity.level, identity.owner, identity.key, identity.scope])

/**
 * Puts one decision for the named variables into a copy of the rules file. A decision replaces what contradicts it: an
 * exclusion or a fate takes the hand-made choice and the other one away, a target or an answer takes both away; a target
 * keeps an answer and the other way round. `clear` leaves the variables to the rules. All else stays, in its order.
 */
export function applyBulkEdit(rules: RulesFile, identities: Identity[], edit: BulkEdit): RulesFile {
  const named = new Map(identities.map((identity) => [nameOf(identity), identity]))
  const other = (entry: Identity) => !named.has(nameOf(entry))
  const excluded: Excluded[] = rules.excluded.filter(other)
  const fates: Fate[] = rules.fates.filter(other)
  if (edit.kind === 'target' || edit.kind === 'star') {
    return { ...rules, choices: changedChoices(rules.choices, named, edit), excluded, fates }
  }
  const choices = rules.choices.filter(other)
  for (const identity of named.values()) {
    if (edit.kind === 'exclude') excluded.push({ ...identity, reason: edit.reason, until: edit.until })
    if (edit.kind === 'retire') fates.push({ ...identity, fate: 'retire', reason: edit.reason })
    if (edit.kind === 'replace') fates.push({ ...identity, fate: 'replace', with: edit.with, reason: edit.reason })
  }
  return { ...rules, choices, excluded, fates }
}

function changedChoices(
  choices: Choice[],
  named: Map<string, Identity>,
  edit: Extract<BulkEdit, { kind: 'target' | 'star' }>,
): Choice[] {
  const before = new Set(choices.map(nameOf))
  const change = edit.kind === 'target' ? { target: edit.target } : { star: edit.star }
  const kept = choices.map((choice) => (named.has(nameOf(choice)) ? { ...choice, ...change } : choice))
  const added = [...named].filter(([name]) => !before.has(name)).map(([, identity]) => ({ ...identity, ...change }))
  return [...kept, ...added]
}
