// Makes the pipelines of the last 90 days, newest first, with ids that grow with time.
import type { Job, Pipeline, Project } from '../world/project.ts'
import type { World } from '../world/world.ts'
import { type PastPipeline, pastPipelines } from './past-pipelines.ts'

const hour = 3_600_000
const period = 90 * 24

/** `now` is the one thing of the story that moves: what is older than 90 days would not be looked at. */
export function addPastPipelines(world: World, now: Date): void {
  const made = Object.entries(pastPipelines).flatMap(([path, list]) => {
    const project = world.project(path)
    if (project === undefined) throw new Error(`The story has no project ${path}`)
    return list.flatMap((past, index) => hoursAgo(past, index).map((ago) => ({ project, past, ago })))
  })
  made.sort((one, other) => other.ago - one.ago || one.project.id - other.project.id)
  let jobs = 0
  for (const [index, { project, past, ago }] of made.entries()) {
    const at = new Date(now.getTime() - ago * hour)
    const pipeline = pipelineOf(world, project, { past, id: index + 1, at, firstJob: jobs + 1 })
    jobs += pipeline.jobs.length
    project.pipelines.push(pipeline)
  }
  for (const project of world.projects.values()) project.pipelines.sort((one, other) => other.id - one.id)
}

/** The pipelines of one project do not all start at the same hours. */
function hoursAgo({ every, daysAgo = [] }: PastPipeline, index: number): number[] {
  const regular = every === undefined ? [] : Array.from({ length: Math.floor(period / every) }, (_, at) => at * every)
  return [...regular.map((hours) => hours + 1 + (index % 3)), ...daysAgo.map((days) => days * 24 + 5)].filter(
    (hours) => hours < period,
  )
}

function pipelineOf(
  world: World,
  project: Project,
  { past, id, at, firstJob }: { past: PastPipeline; id: number; at: Date; firstJob: number },
): Pipeline {
  const { ref, source, tag = false, fork, jobs } = past
  const request = source === 'merge_request_event'
  const iid = project.id + past.ref.length
  const sourceProjectId = (fork === undefined ? project : world.project(fork))?.id ?? 0
  const from = { iid, sourceProjectId, targetProjectId: project.id, sourceBranch: ref }
  return {
    id,
    iid: project.pipelines.length + 1,
    ref: request ? `refs/merge-requests/${iid}/head` : ref,
    sha: project.repository.branches.main ?? '',
    source,
    status: 'success',
    createdAt: at.toISOString(),
    jobs: jobs.map((text, index) => jobOf(text, firstJob + index)),
    ...(tag ? { tag } : {}),
    ...(request ? { mergeRequest: from } : {}),
  }
}

function jobOf(text: string, id: number): Job {
  const [, name = text, mark, environment = null] = /^(.*?)(?: ([>~]) (.*))?$/.exec(text) ?? []
  return {
    id,
    name,
    stage: environment === null ? 'test' : 'deploy',
    status: 'success',
    environment,
    failureReason: null,
    trace: '',
    ...(mark === '>' ? { deploys: true } : {}),
  }
}
