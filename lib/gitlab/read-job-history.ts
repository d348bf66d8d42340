// Past jobs of one project, and the environments that they deployed to. Asks for no log, no title and nothing with a value.
import { z } from 'zod'
import type { PastJob } from '@/lib/core/trust/job-history'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'
import { numberOf, pageInfo } from './variable-node'

/** The pipeline is an interface since 18.x, so its fields are asked of the type; older versions take that too. */
const query = `query jobs($path: ID!, $after: String, $first: Int) { project(fullPath: $path) { id
  jobs(first: $first, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { id name kind refName createdByTag createdAt startedAt
      pipeline { ... on Pipeline { source mergeRequest { sourceProjectId targetProjectId sourceBranch } } } } } } }`

const pipelineNode = z.object({
  source: z.string().nullish(),
  mergeRequest: z
    .object({
      sourceProjectId: z.number().nullish(),
      targetProjectId: z.number(),
      sourceBranch: z.string().nullish(),
    })
    .nullish(),
})

const jobNode = z.object({
  id: z.string(),
  name: z.string().nullish(),
  kind: z.string().nullish(),
  refName: z.string().nullish(),
  createdByTag: z.boolean().nullish(),
  createdAt: z.string(),
  startedAt: z.string().nullish(),
  pipeline: pipelineNode.nullish(),
})

const pageSchema = z.object({
  project: z.object({ jobs: z.object({ pageInfo, nodes: z.array(jobNode) }).nullable() }).nullable(),
})

export type JobsPage = { readings: PastJob[]; next: string | null }

/**
 * One page of the jobs that started, newest first; `next` is null once the page reaches back before `since`. Null where
 * the token may not see jobs. Sources: GitLab `app/graphql/resolvers/project_jobs_resolver.rb` (one project per request,
 * by falling id), `app/graphql/types/ci/job_type.rb`, `pipeline_type.rb`, `types/merge_request_type.rb`.
 */
export async function readJobsPage(
  client: GitlabClient,
  project: { path: string; since: Date },
  after: string | null,
  first: number,
): Promise<JobsPage | null> {
  const answer: unknown = await client.graphql(query, { path: project.path, after, first })
  const page = parseAnswer(pageSchema, answer).project?.jobs
  if (!page) return null
  const recent = page.nodes.filter((node) => Date.parse(node.createdAt) >= project.since.getTime())
  const readings = recent.filter((node) => node.startedAt && node.kind !== 'BRIDGE').map(pastJobOf)
  const more = page.pageInfo.hasNextPage && recent.length === page.nodes.length
  return { readings, next: more ? (page.pageInfo.endCursor ?? null) : null }
}

function pastJobOf({ id, name, refName, createdByTag, pipeline }: z.infer<typeof jobNode>): PastJob {
  const request = pipeline?.mergeRequest ?? null
  return {
    id: numberOf(id),
    name: name ?? '',
    ref: refName ?? null,
    tag: createdByTag ?? false,
    source: pipeline?.source ?? null,
    mergeRequest: request && {
      sourceBranch: request.sourceBranch ?? null,
      fork: typeof request.sourceProjectId === 'number' ? request.sourceProjectId !== request.targetProjectId : null,
    },
  }
}

const deploymentsSchema = z.array(
  z.object({
    updated_at: z.string().nullish(),
    environment: z.object({ name: z.string() }).nullish(),
    deployable: z.object({ id: z.number() }).nullish(),
  }),
)

/**
 * Environment by the id of the job that deployed to it, since `since`. GraphQL does not tell a job's environment. Jobs
 * that only prepare, verify, access or stop make no deployment. GitLab wants filter and order by the same field
 * (`app/finders/deployments_finder.rb`). Throws `GitlabError`.
 */
export async function readDeployments(
  client: GitlabClient,
  projectId: number,
  since: Date,
): Promise<Map<number, string>> {
  const found: unknown = await client.rest.Deployments.all(projectId, {
    perPage: 100,
    orderBy: 'updated_at',
    sort: 'desc',
    updatedAfter: since.toISOString(),
  })
  const environments = new Map<number, string>()
  for (const { deployable, environment } of parseAnswer(deploymentsSchema, found)) {
    if (deployable && environment) environments.set(deployable.id, environment.name)
  }
  return environments
}

const restJobsSchema = z.array(
  z.object({
    id: z.number(),
    name: z.string(),
    ref: z.string().nullish(),
    tag: z.boolean().nullish(),
    created_at: z.string(),
    started_at: z.string().nullish(),
    pipeline: z.object({ source: z.string().nullish() }).nullish(),
  }),
)

/**
 * The same by REST, for a GitLab whose GraphQL does not know a field: pages of 100, newest first (docs.gitlab.com/api/jobs).
 * It does not tell where a merge request comes from. Throws `GitlabError`.
 */
export async function readJobsByRest(client: GitlabClient, projectId: number, since: Date): Promise<PastJob[]> {
  // A job that starts meanwhile moves rows to the next page, so each counts by its id.
  const jobs = new Map<number, PastJob>()
  for (let number = 1; ; number += 1) {
    const found: unknown = await client.rest.Jobs.all(projectId, { perPage: 100, page: number, maxPages: 1 })
    const page = parseAnswer(restJobsSchema, found)
    const recent = page.filter((job) => Date.parse(job.created_at) >= since.getTime())
    for (const job of recent) if (job.started_at) jobs.set(job.id, restJobOf(job))
    if (recent.length < page.length || page.length < 100) return [...jobs.values()]
  }
}

function restJobOf({ id, name, ref, tag, pipeline }: z.infer<typeof restJobsSchema>[number]): PastJob {
  const source = pipeline?.source ?? null
  const mergeRequest = source === 'merge_request_event' ? { sourceBranch: null, fork: null } : null
  return { id, name, ref: ref ?? null, tag: tag ?? false, source, mergeRequest }
}

/** Does the answer say that this GitLab's schema lacks a field that was asked? */
export function lacksField(error: unknown): boolean {
  return error instanceof GitlabError && error.code === 'gitlab_rejected' && error.says(/doesn't exist on type/)
}
