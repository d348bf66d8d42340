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
  return applyEdits(
    rules,
    identities.map((identity) => ({ identity, edit })),
  )
}

/** As `applyBulkEdit`, with a decision of its own for each variable; of two for one variable the later one counts. */
export function applyEdits(rules: RulesFile, edits: { identity: Identity; edit: BulkEdit }[]): RulesFile {
  const named = new Map(edits.map(({ identity, edit }) => [nameOf(identity), { identity, edit }]))
  const other = (entry: Identity) => !named.has(nameOf(entry))
  const excluded: Excluded[] = rules.excluded.filter(other)
  const fates: Fate[] = rules.fates.filter(other)
  const choices: Choice[] = []
  const chosen = new Set<string>()
  for (const choice of rules.choices) {
    const name = nameOf(choice)
    const edit = named.get(name)?.edit
    const change = edit && choiceOf(edit)
    if (edit && !change) continue
    chosen.add(name)
    choices.push(change ? { ...choice, ...change } : choice)
  }
  for (const [name, { identity, edit }] of named) {
    const change = choiceOf(edit)
    if (change && !chosen.has(name)) choices.push({ ...identity, ...change })
    if (edit.kind === 'exclude') excluded.push({ ...identity, reason: edit.reason, until: edit.until })
    if (edit.kind === 'retire') fates.push({ ...identity, fate: 'retire', reason: edit.reason })
    if (edit.kind === 'replace') fates.push({ ...identity, fate: 'replace', with: edit.with, reason: edit.reason })
  }
  return { ...rules, choices, excluded, fates }
}

/** The part of a choice that an edit sets; undefined where it leaves no choice. */
function choiceOf(edit: BulkEdit): Pick<Choice, 'target' | 'star'> | undefined {
  if (edit.kind === 'target') return { target: edit.target }
  return edit.kind === 'star' ? { star: edit.star } : undefined
}
