// Analysis and plan, put together into the rows that tables, drawer and exports show.

import type { AnalysedVariable, Analysis } from '@/lib/core/inventory/analysed-variable'
import type { Consumer } from '@/lib/core/inventory/consumer'
import { ancestorPaths, effectiveDefinition } from '@/lib/core/inventory/effective-definition'
import type { Estate } from '@/lib/core/inventory/estate'
import { groupBy } from '@/lib/core/inventory/group-by'
import { tierOfName } from '@/lib/core/mapping/environment-tier'
import { type MappedVariable, type Plan, type State, states } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { InventoryRow, VariableDetail } from './inventory-row'

type Sources = { estate: Estate; analysis: Analysis; plan: Plan; rules: RulesFile }

export type RowWithDetail = { row: InventoryRow; detail: Omit<VariableDetail, keyof InventoryRow | 'history'> }

/** One row per variable of the plan, in the plan's order. */
export function inventoryRows(sources: Sources): RowWithDetail[] {
  const analysed = new Map(sources.analysis.variables.map((variable) => [variable.id, variable]))
  const definitions = groupBy(sources.estate.variables, (variable) => variable.key)
  return sources.plan.variables.map((mapped) => {
    const facts = analysed.get(mapped.id)
    const consumers = (facts?.consumers ?? []).map((consumer) => ({ ...consumer, tier: tierOf(consumer, sources) }))
    return {
      row: rowOf(mapped, facts, consumers, sources.estate),
      detail: detailOf(mapped, facts, consumers, sources, definitions),
    }
  })
}

type TieredConsumer = Consumer & { tier: string | null }

function rowOf(
  mapped: MappedVariable,
  facts: AnalysedVariable | undefined,
  consumers: TieredConsumer[],
  estate: Estate,
): InventoryRow {
  return {
    id: mapped.id,
    variable: mapped.variable,
    state: mapped.state,
    target: mapped.target,
    uses: mapped.uses,
    blockers: [...new Set(mapped.blockers.map((problem) => problem.code))],
    warnings: [...new Set(mapped.warnings.map((problem) => problem.code))],
    classification: facts?.classification.kind ?? 'unclear',
    production: consumers.some((consumer) => consumer.tier === 'production'),
    tiers: [...new Set(consumers.map((consumer) => consumer.tier ?? 'none'))].sort(),
    goneSince: estate.gone[mapped.id] ?? null,
  }
}

function detailOf(
  mapped: MappedVariable,
  facts: AnalysedVariable | undefined,
  consumers: TieredConsumer[],
  { analysis }: Sources,
  definitions: Map<string, Estate['variables']>,
): RowWithDetail['detail'] {
  const same = definitions.get(mapped.variable.key) ?? []
  return {
    classificationReason: facts?.classification.reason ?? '',
    unknown: facts?.unknown ?? [],
    consumers,
    blockerList: mapped.blockers,
    warningList: mapped.warnings,
    placements: mapped.placements,
    decidedBy: mapped.decidedBy,
    star: mapped.star,
    effective: same.length < 2 ? [] : effectiveOf(consumers, same),
    jobs: consumers.flatMap(
      (consumer) => analysis.jobs[consumer.project]?.find((job) => job.name === consumer.job) ?? [],
    ),
  }
}

function effectiveOf(consumers: TieredConsumer[], same: Estate['variables']): VariableDetail['effective'] {
  const sites = new Map(
    consumers.map((consumer) => {
      const environment = consumer.environment.kind === 'name' ? consumer.environment.name : null
      return [`${consumer.project}\0${environment}`, { project: consumer.project, environment }]
    }),
  )
  return [...sites.values()].map(({ project, environment }) => {
    const { winner, shadowed, reason } = effectiveDefinition(same, project, ancestorPaths(project), environment)
    const owner = winner ? `${winner.owner ?? 'instance'} (${winner.environmentScope})` : 'none'
    return {
      project,
      environment,
      winner: owner,
      reason: [reason, ...shadowed.map((loser) => loser.reason)].join('; '),
    }
  })
}

function tierOf(consumer: Consumer, { estate, rules }: Sources): string | null {
  if (consumer.environment.kind !== 'name') return null
  const project = estate.projects.find((one) => one.fullPath === consumer.project)
  return tierOfName(consumer.environment.name, project?.environments ?? null, rules.environments)
}

/** Every state, also those that no variable is in. */
export function countStates(rows: readonly { state: State }[]): Record<State, number> {
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>
  for (const { state } of rows) counts[state] += 1
  return counts
}
