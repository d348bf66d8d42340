// Live roles against GitLab as it is now: which of them can let in no job any more, and why.

import type { Estate, Project } from '@/lib/core/inventory/estate'
import { barePath } from '@/lib/core/inventory/gitlab-instance'
import type { VaultReading } from '@/lib/core/trust/vault-reading'
import { claimValues } from './drift-fields'
import type { DriftFinding, Unknown } from './drift-finding'
import type { DriftValue } from './drift-item'

export type GitlabDrift = { findings: DriftFinding[]; unknown: Unknown[] }

export function gitlabFinding(
  code: string,
  project: string,
  rest: { field: string | null; want: DriftValue; got: DriftValue; text: string },
): DriftFinding {
  return { code, kind: 'project', name: project, ...rest, vault: null, project, at: null, texts: null }
}

/**
 * Takes what was read of a vault and the latest scan; gives what the bound claims of each live role say of GitLab that is
 * not so: an id of a project that is archived or gone, a path that no project has, an environment or a ref that is not
 * protected, though the role asks for that. Source of the claims: docs.gitlab.com/ci/secrets/id_token_authentication.
 */
export function liveRolesAgainstGitlab(reading: VaultReading, estate: Estate): DriftFinding[] {
  const { live, vault, unknownSince } = reading
  if (live === null || unknownSince !== null) return []
  const all = !estate.gaps.some(({ part }) => part === 'projects')
  const byId = new Map(estate.projects.map((project) => [String(project.id), project]))
  const byPath = new Map(estate.projects.map((project) => [barePath(project.fullPath), project]))
  return Object.entries(live.roles).flatMap(([name, asked]): DriftFinding[] => {
    if (!asked.known || asked.value === null) return []
    const claims = claimValues(asked.value)
    const glob = asked.value.bound_claims_type === 'glob'
    const texts = (claim: string) => literals(claims.get(claim), glob)
    const finding = (code: string, field: string, want: DriftValue, got: DriftValue, text: string, of?: Project) => {
      const project = of?.fullPath ?? null
      const at = { field: `bound_claims.${field}`, want, got, text }
      return { code, kind: 'role', name, ...at, vault, project, at: null, texts: null }
    }
    const ids = texts('project_id').flatMap((id) => {
      const project = byId.get(id)
      if (project === undefined) {
        return all
          ? [finding('project_gone', 'project_id', id, null, `No project of the last scan has the id ${id}`)]
          : []
      }
      if (!project.archived) return []
      return [finding('project_archived', 'project_id', id, 'archived', `${project.fullPath} is archived`, project)]
    })
    const paths = texts('project_path').flatMap((path) => {
      if (byPath.has(path) || !all) return []
      const renamed = texts('project_id')
        .map((id) => byId.get(id)?.fullPath)
        .find((one) => one !== undefined)
      const got = renamed ?? null
      const why = got === null ? 'it was renamed, transferred or deleted' : `the project is now ${got}`
      return [finding('project_renamed', 'project_path', path, got, `No project has the path ${path}: ${why}`)]
    })
    const bound = texts('project_id').flatMap((id) => byId.get(id) ?? [])
    return [...ids, ...paths, ...bound.flatMap((project) => protection(project, texts, finding))]
  })
}

type Make = (code: string, field: string, want: DriftValue, got: DriftValue, text: string, of?: Project) => DriftFinding

function protection(project: Project, texts: (claim: string) => string[], finding: Make): DriftFinding[] {
  if (project.archived) return []
  const findings: DriftFinding[] = []
  const { protectedEnvironments, protectedBranches, protectedTags } = project
  if (texts('environment_protected').join() === 'true' && protectedEnvironments !== null) {
    for (const name of texts('environment').filter((one) => !protectedEnvironments.includes(one))) {
      const text = `GitLab does not protect the environment ${name} of ${project.fullPath}: no job of it can log in`
      findings.push(finding('environment_unprotected', 'environment_protected', 'true', 'false', text, project))
    }
  }
  const none = protectedBranches?.length === 0 && protectedTags?.length === 0
  if (texts('ref_protected').join() === 'true' && none) {
    const text = `${project.fullPath} protects no branch and no tag: no job of it can log in`
    findings.push(finding('branch_unprotected', 'ref_protected', 'true', 'false', text, project))
  }
  return findings
}

/** Texts that stand for themselves. */
function literals(value: DriftValue | undefined, glob: boolean): string[] {
  return [value ?? []].flat().filter((one): one is string => typeof one === 'string' && !(glob && one.includes('*')))
}
