// What the lint of a role is to know of the estate: projects that it may let in, and what was not read as null.
import type { Estate } from '@/lib/core/inventory/estate'
import type { LintFacts, LintProject } from '@/lib/core/trust/lint-facts'
import { groupBy } from './group-by'

export type EstateFacts = {
  gitlabUrl: string
  /** All projects, or those with one of these ids. */
  projects: (ids: readonly string[] | null) => readonly LintProject[]
  /** Names of variables `VAULT_*` that the groups above a project, or the instance, define. */
  variablesAbove: (project: string) => readonly string[]
}

/** Reads the estate once, for any number of roles. Who may push is not part of a scan, so it stays unknown. */
export function estateFacts(estate: Estate): EstateFacts {
  const projects = estate.projects.map(({ id, fullPath, groupPath, ciConfigPath }) => {
    return { id, fullPath, groupPath, ciConfigPath, pushers: null }
  })
  const byId = new Map(projects.map((project) => [String(project.id), project]))
  const vaultNames = estate.variables.filter(
    ({ level, key }) => (level === 'group' || level === 'instance') && key.startsWith('VAULT_'),
  )
  const above = groupBy(vaultNames, ({ level, owner }) => (level === 'instance' ? '' : (owner ?? '')))
  return {
    gitlabUrl: estate.gitlab.url,
    projects: (ids) => (ids === null ? projects : ids.flatMap((id) => byId.get(id) ?? [])),
    variablesAbove: (project) => {
      const parts = project.split('/').slice(0, -1)
      const groups = ['', ...parts.map((_, at) => parts.slice(0, at + 1).join('/'))]
      return [...new Set(groups.flatMap((group) => above.get(group) ?? []).map(({ key }) => key))].sort()
    },
  }
}

/** The facts that no role changes, with what was not read as null. */
export function usualFacts(facts: EstateFacts): LintFacts {
  return {
    gitlabUrl: facts.gitlabUrl,
    projects: [],
    production: false,
    environment: null,
    jobs: [],
    mergeRequestPipelinesProtected: null,
    pipelineVariablesFrom: null,
    variablesAbove: [],
    leaseSeconds: null,
    paths: [],
    mergeRequestPaths: [],
  }
}
