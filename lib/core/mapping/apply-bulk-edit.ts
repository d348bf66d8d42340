// One hand-made decision for many variables at once: the rules file as it would be after it.
import { z } from 'zod'
import { type Choice, type Excluded, type RulesFile, starAnswerSchema, targetTemplateSchema } from './rules-file'

/** What people decide by hand: exclude, send somewhere else, answer the question of scope `*`, or take that back. */
export const bulkEditSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exclude'), reason: z.string().trim().min(1), until: z.iso.date().nullable() }),
  z.strictObject({ kind: z.literal('target'), target: targetTemplateSchema }),
  z.strictObject({ kind: z.literal('star'), star: starAnswerSchema }),
  z.strictObject({ kind: z.literal('clear') }),
])

export type BulkEdit = z.infer<typeof bulkEditSchema>

/** Names a variable as the rules file does. */
export type Identity = Pick<Choice, 'level' | 'owner' | 'key' | 'scope'>

const nameOf = (identity: Identity) => JSON.stringify([identity.level, identity.owner, identity.key, identity.scope])

/**
 * Puts one decision for the named variables into a copy of the rules file. A decision replaces what contradicts it: an
 * exclusion takes the hand-made choice away, a target or an answer takes the exclusion away; a target keeps an answer
 * and the other way round. `clear` leaves the variables to the rules. Everything else stays as it is, in its order.
 */
export function applyBulkEdit(rules: RulesFile, identities: Identity[], edit: BulkEdit): RulesFile {
  const named = new Map(identities.map((identity) => [nameOf(identity), identity]))
  const before = new Map(rules.choices.map((choice) => [nameOf(choice), choice]))
  const excluded: Excluded[] = rules.excluded.filter((entry) => !named.has(nameOf(entry)))
  if (edit.kind === 'exclude' || edit.kind === 'clear') {
    const choices = rules.choices.filter((choice) => !named.has(nameOf(choice)))
    if (edit.kind === 'clear') return { ...rules, choices, excluded }
    const added = [...named.values()].map((identity) => ({ ...identity, reason: edit.reason, until: edit.until }))
    return { ...rules, choices, excluded: [...excluded, ...added] }
  }
  const change = edit.kind === 'target' ? { target: edit.target } : { star: edit.star }
  const kept = rules.choices.map((choice) => (named.has(nameOf(choice)) ? { ...choice, ...change } : choice))
  const added = [...named.entries()]
    .filter(([name]) => !before.has(name))
    .map(([, identity]) => ({ ...identity, ...change }))
  return { ...rules, choices: [...kept, ...added], excluded }
}
