// The newest pipeline of a story project, with jobs that failed and their logs.
import type { Pipeline, Project } from '../world/project.ts'
import type { StoryProject } from './define-project.ts'

export function failedPipeline(project: Project, jobs: StoryProject['failedJobs'], now: Date): Pipeline {
  return {
    id: project.id * 1000,
    iid: 1,
    ref: 'main',
    sha: project.repository.branches.main ?? '',
    source: 'push',
    status: 'failed',
    createdAt: new Date(now.getTime() - 1_800_000).toISOString(),
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
