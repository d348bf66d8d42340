// What the lint of a role is to know of the estate: projects that it may let in, and what was not read as null.

import type { Estate, PipelineSettings } from '@/lib/core/inventory/estate'
import { instanceOwner } from '@/lib/core/inventory/gitlab-instance'
import { mergeRequestsMayBeProtected } from '@/lib/core/inventory/pipeline-worlds'
import type { JobHistory } from '@/lib/core/trust/job-history'
import type { LintFacts, LintProject } from '@/lib/core/trust/lint-facts'
import { type People, pushersOf } from '@/lib/core/trust/pushers'
import { groupBy } from './group-by'

/** Who may push to one project, as far as it was read. */
export type PeopleOfProject = Pick<JobHistory, 'project' | 'people'>

export type EstateFacts = {
  gitlabUrl: string
  /** All projects, or those with one of these ids. */
  projects: (ids: readonly string[] | null) => readonly LintProject[]
  /** Names of variables `VAULT_*` that the groups above a project, or the instance, define. */
  variablesAbove: (project: string) => readonly string[]
  /** From which role on a project takes variables of who runs a pipeline; null where GitLab did not tell. */
  variablesFrom: (project: string) => PipelineSettings['variablesFrom']
}

/**
 * Reads the estate once, for any number of roles. Who may push is not part of a scan but of the reading of job histories: of a
 * project that is in none, or was not read whole, it stays unknown.
 */
export function estateFacts(estate: Estate, histories: readonly PeopleOfProject[] = []): EstateFacts {
  const people = new Map(histories.map((one) => [one.project, one.people]))
  const settings = new Map(estate.projects.map((project) => [project.fullPath, project.settings]))
  const projects = estate.projects.map((project): LintProject => {
    const { id, fullPath, groupPath, ciConfigPath } = project
    const pushers = pushersOf(people.get(fullPath))
    const level = lowestLevel(project.settings?.variablesFrom ?? null)
    return {
      ...{ id, fullPath, groupPath, ciConfigPath },
      pushers: known(pushers.any),
      guardedPushers: known(pushers.protected),
      variableSetters: level === null ? null : known(pushers.atLeast(level)),
      protectedMergeRequests: mergeRequestsMayBeProtected(project),
    }
  })
  const byId = new Map(projects.map((project) => [String(project.id), project]))
  const vaultNames = estate.variables.filter(
    ({ level, key }) => (level === 'group' || level === 'instance') && key.startsWith('VAULT_'),
  )
  const above = groupBy(vaultNames, ({ level, owner }) =>
    level === 'instance' ? (instanceOwner(owner) ?? '') : (owner ?? ''),
  )
  return {
    gitlabUrl: estate.gitlab.url,
    variablesFrom: (project) => settings.get(project)?.variablesFrom ?? null,
    projects: (ids) => (ids === null ? projects : ids.flatMap((id) => byId.get(id) ?? [])),
    variablesAbove: (project) => {
      const parts = project.split('/').slice(0, -1)
      const groups = [instanceOwner(project) ?? '', ...parts.map((_, at) => parts.slice(0, at + 1).join('/'))]
      return [...new Set(groups.flatMap((group) => above.get(group) ?? []).map(({ key }) => key))].sort()
    },
  }
}

/** Null where there may be more of them. */
const known = ({ ids, partial }: People): readonly number[] | null => (partial ? null : [...ids])

/** The access level of a role by its name; null where the setting is not known (docs.gitlab.com/api/access_requests). */
function lowestLevel(from: PipelineSettings['variablesFrom']): number | null {
  if (from === null) return null
  return { developer: 30, maintainer: 40, owner: 50, no_one_allowed: Number.POSITIVE_INFINITY }[from]
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
