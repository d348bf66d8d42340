// What was not read and may hold a use: other refs, other projects, child pipelines.

import { ancestorPaths } from './effective-definition'
import type { Estate, Project } from './estate'
import { instanceOf, instanceOwner } from './gitlab-instance'
import type { ProjectJobs } from './read-project-jobs'
import type { RefsReading } from './ref-reading'

/** Takes a project and what its configuration told, and gives why a use in it may have stayed unseen; empty when none. */
export function unreadOfProject(project: Project, jobs: ProjectJobs | null): string[] {
  if (project.archived) return []
  const reasons = [...unreadConfig(project), ...unreadRefs(project)]
  if (project.ci.state === 'valid' && !jobs)
    reasons.push(`${project.fullPath}: the merged CI configuration is no YAML map`)
  for (const child of jobs?.childPipelines ?? []) {
    reasons.push(`${project.fullPath}: child pipeline of job ${child.job} (${child.files.join(', ')}) was not read`)
  }
  return reasons
}

function unreadConfig(project: Project): string[] {
  if (project.ci.state === 'unknown')
    return [`${project.fullPath}: CI configuration was not read (${project.ci.reason})`]
  if (project.ci.state === 'invalid') return [`${project.fullPath}: CI configuration is invalid`]
  return []
}

function unreadRefs(project: Project): string[] {
  if (project.emptyRepository) return []
  const reasons: string[] = []
  if (project.protectedBranches === null) reasons.push(`${project.fullPath}: protected branches are not known`)
  if (project.refs) {
    if (project.schedules === null) reasons.push(`${project.fullPath}: pipeline schedules are not known`)
    return [...reasons, ...unreadOf(project.fullPath, project.refs)]
  }
  const read = readRef(project)
  const branches = (project.protectedBranches ?? []).filter((name) => name !== read)
  if (branches.length > 0) reasons.push(`${project.fullPath}: protected ${branches.join(', ')} was not read`)
  if (project.schedules === null) reasons.push(`${project.fullPath}: pipeline schedules are not known`)
  const refs = (project.schedules ?? []).filter((one) => one.active).map((one) => shortRef(one.ref))
  const scheduled = [...new Set(refs)].filter((ref) => ref !== read)
  if (scheduled.length > 0) reasons.push(`${project.fullPath}: scheduled ${scheduled.join(', ')} was not read`)
  return reasons
}

/** Every ref that can run was looked at: left are those whose configuration was not to be had. */
function unreadOf(path: string, { refs, cut }: RefsReading): string[] {
  const reasons = refs.flatMap(({ ref, ci }) => {
    if (ci.state === 'unknown') return [`${path}: CI configuration of ${ref} was not read (${ci.reason})`]
    return ci.state === 'invalid' ? [`${path}: CI configuration of ${ref} is invalid`] : []
  })
  return cut > 0 ? [...reasons, `${path}: ${cut} more refs can run and were not read`] : reasons
}

/** The ref whose configuration was read. Schedules may name it in full, as `refs/heads/main`. */
function readRef(project: Project): string | null {
  return project.ci.state === 'valid' || project.ci.state === 'invalid'
    ? shortRef(project.ci.ref)
    : project.defaultBranch
}

export function shortRef(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '')
}

/**
 * Takes the estate and each project's reasons, and gives a function that answers for a group's path (or `null` for the
 * instance) why a use of its variables may have stayed unseen. Gaps of part `projects` count for every group that may
 * hold a project that was not listed. An instance reaches projects outside any scan.
 */
export function unreadBelow(
  estate: Estate,
  ofProject: ReadonlyMap<string, string[]>,
): (group: string | null) => string[] {
  const byGroup = new Map<string | null, string[]>()
  for (const [path, reasons] of ofProject) {
    if (reasons.length === 0) continue
    for (const group of [...ancestorPaths(path), instanceOwner(path)]) {
      const all = byGroup.get(group)
      if (all) all.push(...reasons)
      else byGroup.set(group, [...reasons])
    }
  }
  return (group) => shortened([...unlistedProjects(estate, group), ...(byGroup.get(group) ?? [])])
}

function unlistedProjects(estate: Estate, group: string | null): string[] {
  const whole = group === instanceOwner(group)
  const own = whole ? ['projects outside the scanned groups may use it'] : []
  const gaps = estate.gaps.filter((gap) => {
    if (gap.part !== 'projects' || instanceOf(gap.path) !== instanceOf(group)) return false
    if (whole || gap.path === null || gap.path === instanceOwner(gap.path)) return true
    if (group === null) return true
    return gap.path === group || ancestorPaths(gap.path).includes(group) || ancestorPaths(group).includes(gap.path)
  })
  return [...own, ...gaps.map((gap) => `projects of ${gap.path ?? 'the instance'} were not listed (${gap.reason})`)]
}

const most = 8

function shortened(reasons: string[]): string[] {
  if (reasons.length <= most) return reasons
  return [...reasons.slice(0, most), `and ${reasons.length - most} more`]
}
