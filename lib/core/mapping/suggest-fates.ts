// Proposes for each undecided variable whether it moves, stays, goes or is replaced; from its name, its flags and its use.

import type { AnalysedVariable, Analysis } from '@/lib/core/inventory/analysed-variable'
import type { Estate } from '@/lib/core/inventory/estate'
import { instanceOf, issuerOf } from '@/lib/core/inventory/gitlab-instance'
import { isRunnerSetting } from '@/lib/core/inventory/implicit-readers'
import type { ProblemCode } from '@/lib/core/inventory/problem'
import type { BulkEdit } from './apply-bulk-edit'
import { howUnused, knownUse, type ProjectsInReach, projectsInReach, unreadBranches } from './fate-evidence'
import type { MappedVariable, Plan } from './plan'
import type { RulesFile } from './rules-file'
import { guessReplacement, type ReplacementContext } from './suggest-replacement'
import { type Suggestion, type SuggestionBasis, type SuggestionConfidence, suggestion } from './suggestion'

export type SuggestionInput = {
  plan: Pick<Plan, 'variables'>
  estate: Estate
  analysis: Analysis
  rules: RulesFile
}

/** What GitLab itself reads before a job has any secret. */
const readByGitlab: ReadonlySet<ProblemCode> = new Set([
  'used_in_rules',
  'used_in_include',
  'used_in_trigger',
  'used_in_environment_name',
  'used_in_resource_group',
  'used_in_tags',
  'used_in_id_tokens',
  'used_in_needs',
  'used_in_workflow',
])

/**
 * At most one proposal a variable, in the order of the plan: retire where no configuration names it (never where that is
 * unknown), else replace, else exclude as plain configuration, else map where it is used, looks like a secret and nothing
 * decides about it. What a person decided (a choice, an exclusion, a fate) gets none, and what is gone neither.
 */
export function suggestFates({ plan, estate, analysis, rules }: SuggestionInput): Suggestion[] {
  const reach = projectsInReach(estate)
  const archived = new Set(estate.projects.filter((one) => one.archived).map((one) => one.fullPath))
  const analysed = new Map(analysis.variables.map((one) => [one.id, one]))
  const names = new Set(
    estate.variables.map(({ level, owner, key }) => JSON.stringify([level, owner, key.toUpperCase()])),
  )
  return plan.variables.flatMap((mapped) => {
    const facts = analysed.get(mapped.id)
    if (!facts || !isOpenToSuggestions(mapped)) return []
    const { level, owner } = mapped.variable
    const context: ReplacementContext = {
      mounts: rules.mounts,
      gitlabHost: hostOf(issuerOf(estate, instanceOf(owner))),
      hasSibling: (key) => names.has(JSON.stringify([level, owner, key])),
    }
    const found =
      retirement(facts, reach, owner !== null && archived.has(owner)) ??
      replacement(facts, context) ??
      exclusion(facts) ??
      (mapped.decidedBy.kind === 'nothing' ? move(facts) : null)
    return found === null ? [] : [found]
  })
}

/** Has no person decided about it yet, and is it still there? */
export function isOpenToSuggestions({ decidedBy, state }: MappedVariable): boolean {
  return state !== 'gone' && (decidedBy.kind === 'nothing' || decidedBy.kind === 'rule')
}

function retirement(facts: AnalysedVariable, reach: ProjectsInReach, archived: boolean): Suggestion | null {
  const { state, how } = knownUse(facts)
  if (state !== 'unused' && state !== 'unnamed') return null
  const reason = archived ? 'Its project is archived: jobs do not run there' : howUnused(facts, reach)
  const branches = archived ? [] : unreadBranches(facts, reach)
  const doubts = [...how.slice(0, 3), ...branches.slice(0, 2)].map((text) => `But ${text}`)
  if (branches.length > 2) doubts.push(`And ${branches.length - 2} more projects have branches that were not read`)
  const confidence = state === 'unnamed' ? 'low' : archived || branches.length > 0 ? 'medium' : 'high'
  return proposal(facts, 'use', confidence, [reason, ...doubts], { kind: 'retire', reason })
}

function replacement(facts: AnalysedVariable, context: ReplacementContext): Suggestion | null {
  const guess = guessReplacement(facts, context)
  if (guess === null) return null
  const edit: BulkEdit = { kind: 'replace', with: guess.with, reason: guess.why.join('. ') }
  return proposal(facts, 'name', guess.confidence, guess.why, edit)
}

function exclusion(facts: AnalysedVariable): Suggestion | null {
  const { variable, classification, blockers } = facts
  const exclude = (reason: string): BulkEdit => ({ kind: 'exclude', reason, until: null })
  if (isRunnerSetting(variable.key)) {
    const reason = 'GitLab or the runner reads this name itself, before a job has any secret'
    return proposal(facts, 'use', 'high', [reason], exclude(reason))
  }
  if (classification.kind === 'secret') return null
  const early = blockers.filter((one) => readByGitlab.has(one.code))
  const why = [
    classification.reason.replace(/\.$/, ''),
    ...early.slice(0, 1).map((one) => `GitLab reads it itself: ${one.detail}`),
  ]
  if (classification.kind === 'unclear' && (early.length === 0 || variable.masked)) return null
  const flagged = variable.masked || variable.hidden === true
  if (flagged) why.push('It is masked all the same, so ask the owner')
  const confidence = flagged ? 'low' : early.length > 0 && classification.kind === 'plain' ? 'high' : 'medium'
  return proposal(
    facts,
    early.length > 0 ? 'use' : 'name',
    confidence,
    why,
    exclude('Plain configuration: '.concat(why.join('. '))),
  )
}

function move(facts: AnalysedVariable): Suggestion | null {
  const { classification, variable, uses } = facts
  if (classification.kind !== 'secret' || uses === null || uses === 0) return null
  const why = [
    classification.reason.replace(/\.$/, ''),
    `${uses} ${uses === 1 ? 'job names' : 'jobs name'} it`,
    'No rule matches it',
  ]
  const confidence = variable.masked || variable.hidden === true ? 'high' : 'medium'
  return proposal(facts, 'name', confidence, why, { kind: 'target', target: {} })
}

function proposal(
  facts: AnalysedVariable,
  basis: SuggestionBasis,
  confidence: SuggestionConfidence,
  why: string[],
  edit: BulkEdit,
): Suggestion {
  const kind = edit.kind === 'retire' || edit.kind === 'replace' || edit.kind === 'exclude' ? edit.kind : 'map'
  return suggestion({ kind, basis, confidence, why, variables: [facts.id], change: { kind: 'edit', edit } })
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? ''
}
