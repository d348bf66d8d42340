// Deployments of a project, made from the jobs that deployed (`lib/api/deployments.rb`, `app/finders/deployments_finder.rb`).
import { userEntity } from '../entities/user-entity.ts'
import { type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { badRequest } from '../http/refusal.ts'
import { environmentSlug } from '../story/environment-slug.ts'
import { tokenUserId } from '../world/user.ts'
import { findProjectAs } from './find-owner.ts'
import { jobEntity } from './pipeline-routes.ts'

export const deploymentRoutes: Route[] = [
  route('GET', '/projects/:id/deployments', (context) => {
    const project = findProjectAs(context, 20)
    const after = textParameter(context, 'updated_after')
    const order = textParameter(context, 'order_by') ?? 'id'
    if (after !== undefined && order !== 'updated_at') {
      throw badRequest('`updated_at` filter and `updated_at` sorting must be paired')
    }
    const rows = project.pipelines
      .filter(({ createdAt }) => after === undefined || createdAt > new Date(after).toISOString())
      .flatMap((pipeline) => pipeline.jobs.filter(({ deploys }) => deploys).map((job) => ({ job, pipeline })))
    if (textParameter(context, 'sort') !== 'desc') rows.reverse()
    return paginate(context, rows, ({ job, pipeline }) => ({
      id: job.id,
      iid: job.id,
      ref: pipeline.ref,
      sha: pipeline.sha,
      created_at: pipeline.createdAt,
      updated_at: pipeline.createdAt,
      user: userEntity(tokenUserId, context.url),
      environment: {
        id: project.environments.find(({ name }) => name === job.environment)?.id ?? project.id * 100 + 99,
        name: job.environment,
        slug: environmentSlug(job.environment ?? ''),
        external_url: null,
      },
      deployable: jobEntity(context, project, pipeline, job),
      status: job.status,
    }))
  }),
]
