// Pipelines, jobs and job logs (`lib/api/ci/pipelines.rb`, `lib/api/ci/jobs.rb`).
import { commitEntity } from '../entities/commit-entity.ts'
import { userEntity } from '../entities/user-entity.ts'
import { type Context, json, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { notFound } from '../http/refusal.ts'
import type { Job, Pipeline, Project } from '../world/project.ts'
import { tokenUserId } from '../world/user.ts'
import { findProjectAs } from './find-owner.ts'

function pipelineEntity({ url }: Context, project: Project, one: Pipeline): Record<string, unknown> {
  return {
    id: one.id,
    iid: one.iid,
    project_id: project.id,
    sha: one.sha,
    ref: one.ref,
    status: one.status,
    source: one.source,
    name: null,
    created_at: one.createdAt,
    updated_at: one.createdAt,
    web_url: `${url}/${project.fullPath}/-/pipelines/${one.id}`,
  }
}

export function jobEntity(context: Context, project: Project, pipeline: Pipeline, job: Job): Record<string, unknown> {
  const commit = project.repository.commits[pipeline.sha]
  return {
    id: job.id,
    status: job.status,
    stage: job.stage,
    name: job.name,
    ref: pipeline.ref,
    tag: pipeline.tag ?? false,
    coverage: null,
    allow_failure: false,
    created_at: pipeline.createdAt,
    started_at: job.notStarted ? null : pipeline.createdAt,
    finished_at: job.notStarted ? null : pipeline.createdAt,
    erased_at: null,
    duration: 12.4,
    queued_duration: 0.8,
    failure_reason: job.failureReason ?? undefined,
    user: userEntity(tokenUserId, context.url),
    commit: commit === undefined ? null : commitEntity(project, commit, context.url),
    pipeline: pipelineEntity(context, project, pipeline),
    web_url: `${context.url}/${project.fullPath}/-/jobs/${job.id}`,
    project: { ci_job_token_scope_enabled: true },
    artifacts: [],
    runner: null,
    runner_manager: null,
    artifacts_expire_at: null,
    archived: false,
    tag_list: [],
  }
}

function findPipeline(context: Context): { project: Project; pipeline: Pipeline } {
  const project = findProjectAs(context, 20)
  const wanted = context.params.pipeline
  const pipeline = project.pipelines.find(({ id }) => wanted === 'latest' || id === Number(wanted))
  if (pipeline === undefined) throw notFound('Pipeline')
  return { project, pipeline }
}

function findJob(context: Context): { project: Project; pipeline: Pipeline; job: Job } {
  const project = findProjectAs(context, 20)
  for (const pipeline of project.pipelines) {
    const job = pipeline.jobs.find(({ id }) => id === Number(context.params.job))
    if (job !== undefined) return { project, pipeline, job }
  }
  throw notFound()
}

export const pipelineRoutes: Route[] = [
  route('GET', '/projects/:id/pipelines', (context) => {
    const project = findProjectAs(context, 20)
    const ref = textParameter(context, 'ref')
    const rows = project.pipelines.filter((one) => ref === undefined || one.ref === ref)
    return paginate(context, rows, (one) => pipelineEntity(context, project, one))
  }),
  route('GET', '/projects/:id/pipelines/:pipeline', (context) => {
    const { project, pipeline } = findPipeline(context)
    return json({
      ...pipelineEntity(context, project, pipeline),
      user: userEntity(tokenUserId, context.url),
      tag: pipeline.tag ?? false,
    })
  }),
  route('GET', '/projects/:id/pipelines/:pipeline/jobs', (context) => {
    const { project, pipeline } = findPipeline(context)
    return paginate(context, pipeline.jobs, (job) => jobEntity(context, project, pipeline, job))
  }),
  route('GET', '/projects/:id/jobs', (context) => {
    const project = findProjectAs(context, 20)
    const rows = project.pipelines.flatMap((pipeline) => pipeline.jobs.map((job) => ({ pipeline, job })))
    return paginate(context, rows, ({ pipeline, job }) => jobEntity(context, project, pipeline, job))
  }),
  route('GET', '/projects/:id/jobs/:job', (context) => {
    const { project, pipeline, job } = findJob(context)
    return json(jobEntity(context, project, pipeline, job))
  }),
  route('GET', '/projects/:id/jobs/:job/trace', (context) => ({ status: 200, text: findJob(context).job.trace })),
]
