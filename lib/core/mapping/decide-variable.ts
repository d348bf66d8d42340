// Who decides about a variable: a person who excluded or chose, else the first rule that matches, else nobody yet.
import type { Variable } from '@/lib/core/inventory/variable'
import { matchesRule } from './match-rule'
import type { DecidedBy } from './plan'
import type { Fate, Rule, RulesFile, StarAnswer, TargetTemplate } from './rules-file'

export type Decision = {
  decidedBy: DecidedBy
  /** What a choice or a rule says about the place; null when open or not to move. */
  template: TargetTemplate | null
  /** Only for scope `*`, where it is a question at all. */
  star: StarAnswer | null
  /** An exclusion whose date has passed: it no longer counts. */
  expired: { reason: string; until: string } | null
}

/**
 * A valid exclusion beats all, then a fate (retire, replace). A choice beats the rules part by part: what it leaves out comes from the first rule that
 * matches, and a choice that names no target at all leaves the place to that rule. `today` is an ISO date; an exclusion
 * lasts through its last day and counts no more after it.
 */
export function decideVariable(variable: Variable, lookUp: RuleLookUp, today: string): Decision {
  const identity = identityKey(variable)
  const excluded = lookUp.excluded.get(identity)
  const until = excluded?.until ?? null
  if (excluded !== undefined && (until === null || until >= today)) {
    return {
      decidedBy: { kind: 'excluded', reason: excluded.reason, until },
      template: null,
      star: null,
      expired: null,
    }
  }
  const expired = excluded === undefined || until === null ? null : { reason: excluded.reason, until }
  const fate = lookUp.fates.get(identity)
  if (fate !== undefined) return { decidedBy: decidedByFate(fate), template: null, star: null, expired }
  const choice = lookUp.choices.get(identity)
  const index = lookUp.rules.findIndex((rule) => matchesRule(rule.match, variable))
  const rule = lookUp.rules[index]
  const star = variable.environmentScope === '*' ? (choice?.star ?? rule?.star ?? null) : null
  if (choice?.target !== undefined) {
    return { decidedBy: { kind: 'choice' }, template: mergeTargets(rule?.target, choice.target), star, expired }
  }
  if (rule === undefined) return { decidedBy: { kind: 'nothing' }, template: null, star, expired }
  return { decidedBy: { kind: 'rule', index }, template: rule.target, star, expired }
}

function decidedByFate(fate: Fate): DecidedBy {
  const { reason } = fate
  return fate.fate === 'retire' ? { kind: 'retire', reason } : { kind: 'replace', with: fate.with, reason }
}

/** The first rule that matches a variable, which also names role and policy where a choice names the place. */
export function firstRule(variable: Variable, rules: Rule[]): Rule | null {
  return rules.find((rule) => matchesRule(rule.match, variable)) ?? null
}

export type RuleLookUp = {
  rules: Rule[]
  choices: Map<string, RulesFile['choices'][number]>
  excluded: Map<string, RulesFile['excluded'][number]>
  fates: Map<string, Fate>
}

/** The rules file, ready to be asked once per variable. Of two entries for one variable the later one counts. */
export function makeLookUp(rules: RulesFile): RuleLookUp {
  return {
    rules: rules.rules,
    choices: new Map(rules.choices.map((choice) => [entryKey(choice), choice])),
    excluded: new Map(rules.excluded.map((entry) => [entryKey(entry), entry])),
    fates: new Map(rules.fates.map((fate) => [entryKey(fate), fate])),
  }
}

function identityKey({ level, owner, key, environmentScope }: Variable): string {
  return entryKey({ level, owner, key, scope: environmentScope })
}

/** No database and no GitLab holds the character between the parts. */
function entryKey({ level, owner, key, scope }: { level: string; owner: string | null; key: string; scope: string }) {
  return `${level}\0${key}\0${scope}\0${owner ?? '\0'}`
}

function mergeTargets(rule: TargetTemplate | undefined, choice: TargetTemplate): TargetTemplate {
  const said = Object.entries(choice).filter(([, value]) => value !== undefined)
  return { ...rule, ...Object.fromEntries(said) }
}
