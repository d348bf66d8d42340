// From inventory and rules to a place in Vault for each variable, with everything that stands in the way.
import type { AnalysedVariable, Analysis } from '@/lib/core/inventory/analysed-variable'
import type { Consumer } from '@/lib/core/inventory/consumer'
import type { Estate } from '@/lib/core/inventory/estate'
import type { Problem } from '@/lib/core/inventory/problem'
import { type Decision, decideVariable, makeLookUp } from './decide-variable'
import { type EstateIndex, indexEstate } from './estate-index'
import { retireProblems } from './fate-evidence'
import {
  connectionOverrides,
  isConnectionVariable,
  refusedLogins,
  tierWarnings,
  unknownConsumers,
  unreadProjects,
} from './job-problems'
import { findJobSites, type JobSites } from './job-sites'
import { type Placed, placeVariable } from './place-variable'
import type { DecidedBy, MappedVariable, State } from './plan'
import type { RulesFile } from './rules-file'
import { findCollisions, findWidePaths, type Occupant } from './share-paths'

/** `today` is an ISO date, since the core has no clock. */
export type MigrationInput = { estate: Estate; analysis: Analysis; rules: RulesFile; today: string }

export type Migration = { variables: MappedVariable[]; sites: JobSites; index: EstateIndex }

/** `unnamed`: jobs that may read the variable without naming it. `retire`: what stands in the way of retiring it. */
type Draft = {
  analysed: AnalysedVariable
  unnamed: Consumer[]
  decision: Decision
  placed: Placed
  gone: boolean
  retire: Problem[]
}

/**
 * Jobs that name the variable. A job that hands its whole environment on may read any; giving it all would undo least
 * privilege, so it gets no entry and the variable a warning. `workflow` and `include` are no jobs.
 */
function isReader({ confidence, kinds }: Consumer): boolean {
  return confidence !== 'possible' && !kinds.every((kind) => kind === 'workflow' || kind === 'include')
}

/**
 * Gives one mapped variable for each analysed one, in the same order, and the logins of the jobs that read them. Never
 * fails: what cannot be done is a blocker of the variable. State: gone, else excluded, else blocked (any blocker), else
 * retired, replaced or mapped, else discovered. An excluded, retired or replaced variable does not move, so what would
 * block its move is listed as a warning: the recipes offer these as ways out. Retiring is itself blocked while a job
 * uses the variable, and while that is not known. A variable that nobody uses may be mapped: one place, no consumers.
 */
export function planMigration({ estate, analysis, rules, today }: MigrationInput): Migration {
  const index = indexEstate(estate, analysis, rules)
  const lookUp = makeLookUp(rules)
  const drafts = analysis.variables.map((found): Draft => {
    const analysed = { ...found, consumers: found.consumers.filter(isReader) }
    const unnamed = found.consumers.filter((consumer) => consumer.confidence === 'possible')
    const decision = decideVariable(analysed.variable, lookUp, today)
    const gone = estate.gone[analysed.id] !== undefined
    const { template, star } = decision
    const placed = gone || template === null ? nowhere : placeVariable(analysed, template, star, index, today)
    const retire = !gone && decision.decidedBy.kind === 'retire' ? retireProblems(found) : []
    return { analysed, unnamed, decision, placed, gone, retire }
  })
  const active = drafts.filter((draft) => !draft.gone && draft.decision.decidedBy.kind !== 'excluded')
  const readings = active.map((draft) => ({
    protected: draft.analysed.variable.protected,
    consumers: readersOf(draft),
  }))
  const sites = findJobSites(readings, index)
  const mapped = active.filter((draft) => draft.placed.placements.length > 0)
  const found = findProblems(mapped, active, { estate, rules, sites, index })
  return { variables: drafts.map((draft) => finish(draft, found.get(draft.analysed.id))), sites, index }
}

const nowhere: Placed = { target: null, placements: [], blockers: [], warnings: [] }

/** Once mapped, the consumers that its places serve; before that, all of them. */
function readersOf({ analysed, placed }: Draft): Consumer[] {
  if (placed.placements.length === 0) return analysed.consumers
  return placed.placements.flatMap((placement) => placement.consumers)
}

type Found = Map<string, { blockers: Problem[]; warnings: Problem[] }>

type Context = { estate: Estate; rules: RulesFile; sites: JobSites; index: EstateIndex }

function findProblems(mapped: Draft[], active: Draft[], { estate, rules, sites, index }: Context): Found {
  const connections = active.map((draft) => draft.analysed.variable).filter(isConnectionVariable)
  const unread = unreadProjects(estate)
  const collisions = findCollisions(mapped.flatMap(occupantsOf))
  const wide = findWidePaths(mapped.filter(couldMove).flatMap(occupantsOf), sites, index)
  const vaults = vaultsByJob(mapped)
  const found: Found = new Map()
  for (const draft of mapped) {
    const { id, variable } = draft.analysed
    const readers = readersOf(draft)
    const collision = collisions.get(id)
    found.set(id, {
      blockers: [
        ...refusedLogins(readers, sites),
        ...twoLogins(readers, vaults),
        ...connectionOverrides(readers, connections),
        ...(collision === undefined ? [] : [collision]),
        ...(wide.get(id)?.blockers ?? []),
      ],
      warnings: [
        ...tierWarnings(draft.analysed, rules.tiers),
        ...unknownConsumers(variable, unread, draft.unnamed),
        ...(wide.get(id)?.warnings ?? []),
      ],
    })
  }
  return found
}

/** What is blocked by itself is written nowhere yet, so it widens no path. */
function couldMove({ analysed, placed }: Draft): boolean {
  return analysed.blockers.length === 0 && placed.blockers.length === 0
}

function occupantsOf({ analysed, decision, placed }: Draft): Occupant[] {
  return placed.placements.map((placement) => ({
    id: analysed.id,
    variable: analysed.variable,
    placement,
    perEnvironment: decision.star?.answer === 'per_environment',
  }))
}

function vaultsByJob(mapped: Draft[]): Map<string, Set<string>> {
  const vaults = new Map<string, Set<string>>()
  for (const { placed } of mapped) {
    for (const { target, consumers } of placed.placements) {
      for (const consumer of consumers) {
        const key = jobKey(consumer)
        vaults.set(key, (vaults.get(key) ?? new Set()).add(target.vault))
      }
    }
  }
  return vaults
}

function twoLogins(readers: Consumer[], vaults: Map<string, Set<string>>): Problem[] {
  const torn = readers.filter((consumer) => (vaults.get(jobKey(consumer))?.size ?? 0) > 1)
  return torn.slice(0, 1).map((consumer) => {
    const list = [...(vaults.get(jobKey(consumer)) ?? [])].sort().join(', ')
    return {
      code: 'two_logins',
      detail: `Job ${consumer.job} of ${consumer.project} would log in to ${list}: split the job, or map its variables to one of them`,
      evidence: [],
    }
  })
}

function jobKey({ project, job }: Consumer): string {
  return JSON.stringify([project, job])
}

function finish(
  { analysed, decision, placed, gone, retire }: Draft,
  found: { blockers: Problem[]; warnings: Problem[] } | undefined,
) {
  const { kind } = decision.decidedBy
  const stays = kind === 'excluded' || kind === 'retire' || kind === 'replace'
  const hindrances = gone ? [] : merge(analysed.blockers, [...placed.blockers, ...(found?.blockers ?? [])])
  const hints = merge(analysed.warnings, [...placed.warnings, ...(found?.warnings ?? []), ...expiry(decision)])
  const blockers = stays ? retire : hindrances
  const mapped = placed.placements.length > 0
  const state: State = gone
    ? 'gone'
    : blockers.length > 0
      ? 'blocked'
      : (decidedStates[kind] ?? (mapped ? 'mapped' : 'discovered'))
  const variable: MappedVariable = {
    id: analysed.id,
    variable: analysed.variable,
    state,
    target: placed.target,
    placements: placed.placements,
    star: decision.star,
    decidedBy: decision.decidedBy,
    uses: analysed.uses,
    blockers,
    warnings: stays ? merge(hindrances, hints) : hints,
  }
  return variable
}

/** States that follow from a decision alone. */
const decidedStates: Partial<Record<DecidedBy['kind'], State>> = {
  excluded: 'excluded',
  retire: 'retired',
  replace: 'replaced',
}

/** The analysis saw the same thing first, and with better evidence: a code that it names is not repeated. */
function merge(analysed: Problem[], planned: Problem[]): Problem[] {
  const codes = new Set(analysed.map((problem) => problem.code))
  return [...analysed, ...planned.filter((problem) => !codes.has(problem.code))]
}

function expiry({ expired }: Decision): Problem[] {
  if (expired === null) return []
  const detail = `The exclusion ran out on ${expired.until}: ${expired.reason}`
  return [{ code: 'exclusion_expired', detail, evidence: [] }]
}
