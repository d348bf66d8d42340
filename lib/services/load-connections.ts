// The Connections page: what the GitLab check found, and the declared Vault side.
import type { ConnectionCheck } from '@/lib/core/inventory/connection-check'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { loadEstate } from '@/lib/db/estate-repository'
import { findFact, findFactsByName } from '@/lib/db/fact-repository'
import { findRules } from '@/lib/db/rules-repository'
import { type GitlabConfig, gitlabConfigFact } from './check-gitlab'

const firstCheck = 'connection_check'
const otherChecks = `${firstCheck}:`

export type Connections = {
  check: ConnectionCheck | null
  /** GitLabs beside the first, as CUTOVER_CONFIG names them. */
  others: { name: string; check: ConnectionCheck }[]
  /** What is wrong with GitLabs in CUTOVER_CONFIG, in plain English. */
  problems: string[]
  rules: RulesFile
  version: number
  /** Top-level groups, whose licence tier is to be declared. */
  groups: string[]
  /** Environments as GitLab reports them, over all projects. */
  environments: { name: string; tier: string; projects: number }[]
}

/** What the last check of the first GitLab found; null before it. */
export async function loadConnectionCheck(): Promise<ConnectionCheck | null> {
  return (await findFact<ConnectionCheck>(firstCheck))?.data ?? null
}

export async function loadConnections(): Promise<Connections> {
  const [check, others, config, stored, estate] = await Promise.all([
    loadConnectionCheck(),
    findFactsByName<ConnectionCheck>(otherChecks),
    findFact<GitlabConfig>(gitlabConfigFact),
    findRules(),
    loadEstate(),
  ])
  const groups = new Set((estate?.projects ?? []).map((project) => project.fullPath.split('/')[0] ?? ''))
  const environments = new Map<string, { name: string; tier: string; projects: number }>()
  for (const environment of (estate?.projects ?? []).flatMap((project) => project.environments ?? [])) {
    const known = environments.get(environment.name) ?? { name: environment.name, tier: environment.tier, projects: 0 }
    environments.set(environment.name, { ...known, projects: known.projects + 1 })
  }
  return {
    check,
    others: others
      .map(({ name, data }) => ({ name: name.slice(otherChecks.length), check: data }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    problems: config?.data.problems ?? [],
    rules: stored.rules,
    version: stored.version,
    groups: [...groups].sort(),
    environments: [...environments.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
