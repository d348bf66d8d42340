// What GitLab said of a project when its artefacts went out, and what of that is different now.

import type { Estate, Project } from '@/lib/core/inventory/estate'
import { idPart } from '@/lib/core/inventory/gitlab-instance'
import type { Plan } from '@/lib/core/mapping/plan'
import type { DriftFinding, Unknown } from './drift-finding'
import { type GitlabDrift, gitlabFinding } from './drift-gitlab'

/** Kept as the fact `baseline:<project id>`; of another GitLab `baseline:<its name>-<project id>`. An id survives what the path does not. */
export type ProjectBaseline = {
  projectId: number
  fullPath: string
  at: string
  archived: boolean
  protectedBranches: string[] | null
  protectedTags: string[] | null
  protectedEnvironments: string[] | null
  /** Those that roles of the plan are for, as far as GitLab had them. */
  environments: string[]
  /** Does a role of the plan ask for a protected ref? */
  refProtected: boolean
}

/** What the artefacts of a project rest on, as the scan saw it. `at` is now, ISO. */
export function projectBaseline(project: Project, plan: Pick<Plan, 'roles'>, at: string): ProjectBaseline {
  const roles = plan.roles.filter((role) => role.projectId === project.id && role.project === project.fullPath)
  const names = roles.flatMap(({ environment }) => (environment.kind === 'name' ? [environment.name] : []))
  const known = new Set((project.environments ?? []).filter(({ available }) => available).map(({ name }) => name))
  return {
    projectId: project.id,
    fullPath: project.fullPath,
    at,
    archived: project.archived,
    protectedBranches: project.protectedBranches,
    protectedTags: project.protectedTags,
    protectedEnvironments: project.protectedEnvironments?.filter((name) => names.includes(name)) ?? null,
    environments: [...new Set(names)].filter((name) => known.has(name)).sort(),
    refProtected: roles.some((role) => role.boundClaims.ref_protected !== undefined),
  }
}

/**
 * Takes what was kept and the latest scan: renamed, transferred, archived, gone, refs or environments no longer protected,
 * environments gone. What the scan did not read is unknown.
 */
export function baselineDrift(baselines: readonly ProjectBaseline[], estate: Estate): GitlabDrift {
  const byId = new Map(estate.projects.map((project) => [idPart(project.fullPath, project.id), project]))
  const drifts = baselines.map((baseline) => {
    const project = byId.get(idPart(baseline.fullPath, baseline.projectId))
    return project === undefined ? withoutProject(baseline, estate) : compare(baseline, project)
  })
  return { findings: drifts.flatMap(({ findings }) => findings), unknown: drifts.flatMap(({ unknown }) => unknown) }
}

/** A project that a scan did not list is gone only where the scan listed all of them. */
function withoutProject({ projectId, fullPath }: ProjectBaseline, estate: Estate): GitlabDrift {
  const name = fullPath
  if (estate.gaps.some(({ part, subject, path }) => part === 'projects' || (subject === 'project' && path === name))) {
    return { findings: [], unknown: [{ kind: 'project', name, why: 'not listed by the last scan, which has gaps' }] }
  }
  const text = 'The project is not in GitLab any more: no job can use its roles'
  const want = { id: projectId, path: fullPath }
  return { findings: [gitlabFinding('project_gone', fullPath, { field: null, want, got: null, text })], unknown: [] }
}

function compare(baseline: ProjectBaseline, project: Project): GitlabDrift {
  const name = project.fullPath
  const findings: DriftFinding[] = []
  const unknown: Unknown[] = []
  const add = (code: string, field: string, want: string | boolean, got: string | boolean | null, text: string) =>
    findings.push(gitlabFinding(code, name, { field, want, got, text }))
  if (baseline.fullPath !== project.fullPath) {
    const transferred = groupOf(baseline.fullPath) !== project.groupPath
    const code = transferred ? 'project_transferred' : 'project_renamed'
    const text =
      'Paths, the policy repository and merge requests name the old path; its roles bind the id and still hold'
    add(code, 'path', baseline.fullPath, project.fullPath, text)
  }
  if (!baseline.archived && project.archived) {
    add('project_archived', 'archived', false, true, 'No job runs in an archived project; its roles can go')
  }
  if (baseline.refProtected) {
    findings.push(...lost('branch', baseline.protectedBranches, project.protectedBranches, name, unknown))
    findings.push(...lost('tag', baseline.protectedTags, project.protectedTags, name, unknown))
  }
  findings.push(...lost('environment', baseline.protectedEnvironments, project.protectedEnvironments, name, unknown))
  const available = project.environments?.filter((one) => one.available).map((one) => one.name)
  if (available === undefined && baseline.environments.length > 0) {
    unknown.push({ kind: 'project', name, why: 'environments were not read' })
  }
  for (const gone of baseline.environments.filter((one) => available !== undefined && !available.includes(one))) {
    add('environment_gone', `environments.${gone}`, gone, null, `The environment ${gone} is stopped or gone`)
  }
  return { findings, unknown }
}

const consequence = {
  branch: 'jobs on it get ref_protected "false", and roles that ask for a protected ref refuse them',
  tag: 'jobs on such tags get ref_protected "false", and roles that ask for a protected ref refuse them',
  environment: 'its jobs get environment_protected "false", and a role that asks for a protected one refuses them',
}

function lost(
  kind: keyof typeof consequence,
  before: readonly string[] | null,
  now: readonly string[] | null,
  name: string,
  unknown: Unknown[],
): DriftFinding[] {
  if (before === null || before.length === 0) return []
  if (now === null) {
    unknown.push({
      kind: 'project',
      name,
      why: `protected ${kind === 'branch' ? 'branches' : `${kind}s`} were not read`,
    })
    return []
  }
  return before
    .filter((one) => !now.includes(one))
    .map((one) =>
      gitlabFinding(`${kind}_unprotected`, name, {
        field: `protected_${kind === 'branch' ? 'branches' : `${kind}s`}`,
        want: one,
        got: null,
        text: `GitLab no longer protects the ${kind} ${one}: ${consequence[kind]}`,
      }),
    )
}

const groupOf = (path: string) => path.split('/').slice(0, -1).join('/')
