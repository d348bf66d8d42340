// The newest pipeline of a story project, with jobs that failed and their logs.
import type { Pipeline, Project } from '../world/project.ts'
import type { StoryProject } from './define-project.ts'

export function failedPipeline(project: Project, jobs: StoryProject['failedJobs']): Pipeline {
  return {
    id: project.id * 1000,
    iid: 1,
    ref: 'main',
    sha: project.repository.branches.main ?? '',
    source: 'push',
    status: 'failed',
    createdAt: '2026-10-05T07:31:00.000Z',
    jobs: jobs.map((job, index) => ({
      id: project.id * 1000 + index + 1,
      name: job.name,
      stage: job.stage,
      status: 'failed',
      environment: job.environment,
      failureReason: 'script_failure',
      trace: job.trace,
    })),
  }
}
