// Which of the known runners may pick up a job. Source: GitLab app/models/ci/runner.rb, `match_build_if_online?`, `matches_build?`.
import type { CiJob } from './consumer'
import { ancestorPaths } from './effective-definition'
import { type Runner, type RunnersReading, versionsOf } from './runner'
import { compareVersions } from './runner-versions'

export type JobRunners =
  /** Runners were not listed, or the tags are not known before the job exists. */
  | { state: 'unknown'; reason: string }
  /** All runners are known, and none takes it; `paused` would, were they not paused. */
  | { state: 'none'; tags: string[]; paused: Runner[] }
  | {
      state: 'some'
      runners: Runner[]
      /** False where more runners may take it than were listed. */
      whole: boolean
      /** Oldest and newest version among their machines; null where any of them is not known. */
      oldest: string | null
      newest: string | null
    }

export type JobFacts = Pick<CiJob, 'name' | 'bridge' | 'tags' | 'runsOnUnprotectedRef'>

/**
 * Takes what was read and a project, and gives a function for its jobs. A runner takes a job when it is not paused, has all tags
 * of the job (or takes untagged ones), and, where it takes protected refs only, when the job may run there.
 */
export function runnersFor(reading: RunnersReading | null, project: string): (job: JobFacts) => JobRunners {
  const known = ancestorPaths(project).flatMap((group) => reading?.known[group] ?? [])[0] ?? 'unknown'
  if (reading === null || known === 'unknown') {
    return () => ({ state: 'unknown', reason: 'runners are not shown to the token' })
  }
  const here = reading.runners.filter((runner) => serves(runner, project))
  const cut = reading.runners.some((runner) => runner.owners === null && !here.includes(runner))
  return (job) => {
    const { tags } = job
    if (tags === null) return { state: 'unknown', reason: 'its tags are made from variables' }
    const fitting = here.filter((runner) => takes(runner, tags))
    const runners = fitting.filter((runner) => !runner.paused)
    const whole = known === 'all' && !cut
    if (runners.length > 0) return { state: 'some', runners, whole, ...versionRange(runners) }
    if (!whole) return { state: 'unknown', reason: 'not all runners are shown to the token' }
    return { state: 'none', tags, paused: fitting }
  }
}

function serves({ type, owners }: Runner, project: string): boolean {
  if (type === 'instance') return true
  if (owners === null) return false
  return type === 'project' ? owners.includes(project) : owners.some((group) => project.startsWith(`${group}/`))
}

function takes(runner: Runner, tags: readonly string[]): boolean {
  if (tags.length === 0) return runner.runUntagged
  return tags.every((tag) => runner.tags.includes(tag))
}

function versionRange(runners: readonly Runner[]): { oldest: string | null; newest: string | null } {
  const versions = runners.flatMap(versionsOf)
  const sorted = versions.filter((one) => one !== null).sort(compareVersions)
  if (sorted.length < versions.length) return { oldest: sorted[0] ?? null, newest: null }
  return { oldest: sorted[0] ?? null, newest: sorted.at(-1) ?? null }
}
