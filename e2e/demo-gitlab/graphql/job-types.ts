// Jobs that ran, their pipelines and merge requests (`app/graphql/types/ci/job_type.rb`, `pipeline_type.rb`).
import type { Job, Pipeline, Project } from '../world/project.ts'
import { type ObjectType, object, scalar } from './field.ts'

interface JobRow {
  job: Job
  pipeline: Pipeline
}

/** Newest first, as GitLab lists them. */
export function jobsOf(project: Project): JobRow[] {
  return project.pipelines.flatMap((pipeline) => pipeline.jobs.map((job) => ({ job, pipeline })).reverse())
}

export const jobType: ObjectType = {
  id: scalar<JobRow>(({ job }) => `gid://gitlab/Ci::Build/${job.id}`),
  name: scalar<JobRow>(({ job }) => job.name),
  kind: scalar<JobRow>(() => 'BUILD'),
  status: scalar<JobRow>(({ job }) => job.status.toUpperCase()),
  refName: scalar<JobRow>(({ pipeline }) => pipeline.ref),
  createdByTag: scalar<JobRow>(({ pipeline }) => pipeline.tag ?? false),
  createdAt: scalar<JobRow>(({ pipeline }) => pipeline.createdAt),
  startedAt: scalar<JobRow>(({ job, pipeline }) => (job.notStarted ? null : pipeline.createdAt)),
  source: scalar<JobRow>(() => null),
  pipeline: object<JobRow>('Pipeline', ({ pipeline }) => pipeline),
}

export const pipelineType: ObjectType = {
  id: scalar<Pipeline>(({ id }) => `gid://gitlab/Ci::Pipeline/${id}`),
  iid: scalar<Pipeline>(({ iid }) => String(iid)),
  ref: scalar<Pipeline>(({ ref }) => ref),
  source: scalar<Pipeline>(({ source }) => source),
  child: scalar<Pipeline>(({ source }) => source === 'parent_pipeline'),
  mergeRequest: object<Pipeline>('MergeRequest', ({ mergeRequest }) => mergeRequest),
}

type PipelineMergeRequest = NonNullable<Pipeline['mergeRequest']>

export const pipelineMergeRequestType: ObjectType = {
  iid: scalar<PipelineMergeRequest>(({ iid }) => String(iid)),
  sourceProjectId: scalar<PipelineMergeRequest>(({ sourceProjectId }) => sourceProjectId),
  targetProjectId: scalar<PipelineMergeRequest>(({ targetProjectId }) => targetProjectId),
  sourceBranch: scalar<PipelineMergeRequest>(({ sourceBranch }) => sourceBranch),
}
