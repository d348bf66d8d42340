// The Connections page: what the GitLab check found, and the declared Vault side.
import type { ConnectionCheck } from '@/lib/core/inventory/connection-check'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { loadEstate } from '@/lib/db/estate-repository'
import { findFact } from '@/lib/db/fact-repository'
import { findRules } from '@/lib/db/rules-repository'

export type Connections = {
  check: ConnectionCheck | null
  rules: RulesFile
  version: number
  /** Top-level groups, whose licence tier is to be declared. */
  groups: string[]
  /** Environments as GitLab reports them, over all projects. */
  environments: { name: string; tier: string; projects: number }[]
}

export async function loadConnections(): Promise<Connections> {
  const [check, stored, estate] = await Promise.all([
    findFact<ConnectionCheck>('connection_check'),
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
    check: check?.data ?? null,
    rules: stored.rules,
    version: stored.version,
    groups: [...groups].sort(),
    environments: [...environments.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
