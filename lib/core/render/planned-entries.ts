// What each job reads, one entry for each key: the material of roles, policies and CI configuration.
import type { Level, Variable } from '@/lib/core/inventory/variable'
import type { JobSite, JobSites } from '@/lib/core/mapping/job-sites'
import type { MappedVariable, Placement } from '@/lib/core/mapping/plan'

export type Entry = { mapped: MappedVariable; placement: Placement; site: JobSite }

/**
 * Gives the entries of variables that are mapped and unblocked, for jobs that can log in, sorted by project, job and
 * key. Where a job would read one key from two definitions, the one that GitLab prefers stays: level beats scope, the
 * closest group beats its ancestors, an exact scope beats a wildcard.
 */
export function plannedEntries(variables: MappedVariable[], sites: JobSites): Entry[] {
  const byKey = new Map<string, Entry>()
  for (const mapped of variables) {
    if (mapped.state !== 'mapped') continue
    for (const placement of mapped.placements) {
      for (const consumer of placement.consumers) {
        const site = sites.of(consumer)
        if (site === null) continue
        const key = JSON.stringify([site.project, site.job.name, mapped.variable.key])
        const other = byKey.get(key)
        if (other === undefined || preferred(mapped.variable, other.mapped.variable)) {
          byKey.set(key, { mapped, placement, site })
        }
      }
    }
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}

const levelRank: Record<Level, number> = { schedule: 3, project: 2, group: 1, instance: 0 }

function preferred(one: Variable, other: Variable): boolean {
  const byLevel = levelRank[one.level] - levelRank[other.level]
  if (byLevel !== 0) return byLevel > 0
  const byDepth = (one.owner ?? '').length - (other.owner ?? '').length
  if (byDepth !== 0) return byDepth > 0
  return scopeRank(one.environmentScope) > scopeRank(other.environmentScope)
}

function scopeRank(scope: string): number {
  if (scope === '*') return 0
  return scope.includes('*') ? 1 : 2
}
