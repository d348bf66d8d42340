// The plan as the load is worked out from it: each project with its jobs, what they read, and what was counted of their past.
import type { Estate } from '@/lib/core/inventory/estate'
import { makesLease, needsScript } from '@/lib/core/mapping/delivery'
import type { JobPlan, Placement, Plan } from '@/lib/core/mapping/plan'
import { configuredName, type JobHistory } from '@/lib/core/trust/job-history'
import { groupBy } from './group-by'
import type { LoadClass, LoadJob, LoadProject } from './vault-load'

/**
 * Takes estate, plan and past jobs; gives the projects that have a planned job, by path. Past jobs count only where all of
 * the period were read: a part of them would be a load that is too small.
 */
export function loadProjects(
  { estate, plan }: { estate: Estate; plan: Plan },
  histories: readonly JobHistory[] = [],
): LoadProject[] {
  const byProject = groupBy(plan.jobs, ({ project }) => project)
  const past = new Map(histories.map((history) => [history.project, history]))
  const production = new Set(plan.roles.filter((role) => role.production).map(({ project }) => project))
  const known = new Map(estate.projects.map((project) => [project.fullPath, project]))
  return [...byProject]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, jobs]): LoadProject => {
      const history = past.get(path)
      return {
        path,
        id: known.get(path)?.id ?? 0,
        group: known.get(path)?.groupPath ?? '',
        kind: kindOf(jobs, production.has(path)),
        delivery: jobs[0]?.delivery ?? 'undecided',
        jobs: jobs.map(loadJob),
        history: history === undefined ? null : countedRuns(history, jobs),
        people: history?.people.members?.filter(({ level }) => level >= developer).map(({ id }) => id) ?? null,
      }
    })
}

/** Access level from which a person may start a pipeline. Source: docs.gitlab.com/user/permissions. */
const developer = 30

function kindOf(jobs: readonly JobPlan[], production: boolean): LoadClass {
  if (production) return 'production'
  return jobs.some(({ job }) => job.environment.kind !== 'none') ? 'environment' : 'plain'
}

function loadJob({ job, entries }: JobPlan): LoadJob {
  const placements = entries.map(({ placement }) => placement)
  const runner = placements.filter((one) => !needsScript(one))
  const script = placements.filter((one) => needsScript(one) && one.engine !== 'transit')
  return {
    name: job.name,
    onProtected: true,
    onOthers: job.runsOnMergeRequest !== 'no' || job.runsOnUnprotectedRef !== 'no',
    entries: runner.length,
    paths: differentPaths(runner),
    scriptPaths: differentPaths(script),
    leases: differentPaths(script.filter(makesLease)),
    scriptLogin: placements.some(({ engine }) => engine === 'transit'),
  }
}

function differentPaths(placements: readonly Placement[]): number {
  return new Set(placements.map(({ target: { vault, mount, path } }) => JSON.stringify([vault, mount, path]))).size
}

function countedRuns(history: JobHistory, jobs: readonly JobPlan[]): LoadProject['history'] {
  const { runs, complete, since, readAt } = history
  const days = (Date.parse(readAt) - Date.parse(since)) / 86_400_000
  if (runs === null || !complete || !(days >= 1)) return null
  const names = new Set(jobs.map(({ job }) => job.name))
  const counted = new Map<string, number>()
  for (const { job, count } of runs) {
    const name = configuredName(job, names)
    counted.set(name, (counted.get(name) ?? 0) + count)
  }
  return { days, runs: counted }
}
