// Merge requests (`lib/api/merge_requests.rb`).
import { diffEntities } from '../entities/diff-entity.ts'
import { mergeRequestEntity } from '../entities/merge-request-entity.ts'
import {
  type Context,
  flagParameter,
  json,
  listParameter,
  type Reply,
  type Route,
  route,
  textParameter,
} from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { missingParameter, notFound, Refusal } from '../http/refusal.ts'
import { isDraft, type MergeRequest } from '../world/merge-request.ts'
import type { Project } from '../world/project.ts'
import { history, resolveRef } from '../world/repository.ts'
import { changeMergeRequest } from './change-merge-request.ts'
import { findGroup, findProjectAs, refuseArchived } from './find-owner.ts'
import { mergeMergeRequest } from './merge-merge-request.ts'

interface Found {
  project: Project
  request: MergeRequest
}

export function findMergeRequest(context: Context, role = 20): Found {
  const project = findProjectAs(context, role)
  const request = project.mergeRequests.find(({ iid }) => iid === Number(context.params.iid))
  if (request === undefined) throw notFound()
  return { project, request }
}

function create(context: Context): Reply {
  const project = findProjectAs(context, 30)
  refuseArchived(project)
  const [source, target, title] = ['source_branch', 'target_branch', 'title'].map((name) => {
    const value = textParameter(context, name)
    if (value === undefined || value === '') throw missingParameter(name)
    return value
  })
  if (source === undefined || target === undefined || title === undefined) throw missingParameter('title')
  const same = project.mergeRequests.find(
    (one) => one.state === 'opened' && one.sourceBranch === source && one.targetBranch === target,
  )
  if (same !== undefined) {
    throw new Refusal(409, {
      message: [`Another open merge request already exists for this source branch: !${same.iid}`],
    })
  }
  const head = project.repository.branches[source]
  const targetHead = resolveRef(project.repository, project.repository.branches[target] ?? '')
  if (source === target)
    throw new Refusal(422, { message: ["You can't use same project/branch for source and target"] })
  if (head === undefined) throw new Refusal(400, { message: { source_branch: ['does not exist'] } })
  if (targetHead === undefined) throw new Refusal(400, { message: { target_branch: ['does not exist'] } })
  const known = new Set(history(project.repository, targetHead).map(({ id }) => id))
  const start = resolveRef(project.repository, head)
  const base = start === undefined ? undefined : history(project.repository, start).find(({ id }) => known.has(id))
  const now = new Date().toISOString()
  const request: MergeRequest = {
    id: context.world.nextId(),
    iid: Math.max(0, ...project.mergeRequests.map(({ iid }) => iid)) + 1,
    title,
    description: textParameter(context, 'description') ?? null,
    state: 'opened',
    sourceBranch: source,
    targetBranch: target,
    authorId: context.user.id,
    assigneeIds: (listParameter(context, 'assignee_ids') ?? []).map(Number),
    reviewerIds: (listParameter(context, 'reviewer_ids') ?? []).map(Number),
    labels: listParameter(context, 'labels') ?? [],
    squash: flagParameter(context, 'squash') ?? false,
    removeSourceBranch: flagParameter(context, 'remove_source_branch') ?? false,
    createdAt: now,
    updatedAt: now,
    mergedAt: null,
    closedAt: null,
    baseSha: base?.id ?? targetHead.id,
    headSha: head,
    mergeCommitSha: null,
    notes: [],
  }
  project.mergeRequests.push(request)
  context.saveProject(project)
  return json(
    { ...mergeRequestEntity(context, project, request), changes_count: String(changes({ project, request }).length) },
    201,
  )
}

function changes({ project, request }: Found): Record<string, unknown>[] {
  const { commits } = project.repository
  return diffEntities(commits[request.baseSha]?.files ?? {}, commits[request.headSha]?.files ?? {})
}

function detail(context: Context, found: Found): Record<string, unknown> {
  const { baseSha: base_sha, headSha: head_sha } = found.request
  return {
    ...mergeRequestEntity(context, found.project, found.request),
    changes_count: String(changes(found).length),
    subscribed: true,
    head_pipeline: null,
    pipeline: null,
    diff_refs: { base_sha, head_sha, start_sha: base_sha },
    merge_error: null,
    first_contribution: false,
    user: { can_merge: context.world.projectAccess(context.user.id, found.project) >= 30 },
  }
}

/** The filters of the lists. */
function wanted(context: Context): (request: MergeRequest) => boolean {
  const text = (name: string) => textParameter(context, name)
  const iids = listParameter(context, 'iids')?.map(Number)
  const labels = listParameter(context, 'labels') ?? []
  const draft = flagParameter(context, 'draft') ?? (text('wip') === undefined ? undefined : text('wip') === 'yes')
  const state = text('state')
  const search = text('search')?.toLowerCase()
  return (request) =>
    (state === undefined || state === 'all' || request.state === state) &&
    (text('source_branch') ?? request.sourceBranch) === request.sourceBranch &&
    (text('target_branch') ?? request.targetBranch) === request.targetBranch &&
    (iids === undefined || iids.includes(request.iid)) &&
    labels.every((label) => request.labels.includes(label)) &&
    (draft === undefined || isDraft(request.title) === draft) &&
    (search === undefined || `${request.title} ${request.description ?? ''}`.toLowerCase().includes(search))
}

function list(context: Context, projects: Project[]): Reply {
  const keep = wanted(context)
  const rows = projects.flatMap((project) =>
    project.mergeRequests.filter(keep).map((request) => ({ project, request })),
  )
  rows.sort((a, b) => b.request.id - a.request.id)
  return paginate(context, rows, ({ project, request }) => mergeRequestEntity(context, project, request))
}

export const mergeRequestRoutes: Route[] = [
  route('GET', '/projects/:id/merge_requests', (context) => list(context, [findProjectAs(context, 20)])),
  route('GET', '/groups/:id/merge_requests', (context) =>
    list(context, context.world.projectsIn(findGroup(context), true)),
  ),
  route('GET', '/merge_requests', (context) => {
    const all = [...context.world.projects.values()]
    return list(
      context,
      all.filter((project) => context.world.canSeeProject(context.user.id, project)),
    )
  }),
  route('POST', '/projects/:id/merge_requests', create),
  route('GET', '/projects/:id/merge_requests/:iid', (context) => json(detail(context, findMergeRequest(context)))),
  route('PUT', '/projects/:id/merge_requests/:iid', (context) => {
    const found = findMergeRequest(context, 30)
    changeMergeRequest(context, found.request)
    context.saveProject(found.project)
    return json(detail(context, found))
  }),
  route('PUT', '/projects/:id/merge_requests/:iid/merge', (context) => {
    const found = findMergeRequest(context, 30)
    mergeMergeRequest(context, found.project, found.request)
    return json(detail(context, found))
  }),
  route('GET', '/projects/:id/merge_requests/:iid/changes', (context) => {
    const found = findMergeRequest(context)
    return json({ ...detail(context, found), changes: changes(found), overflow: false })
  }),
  route('GET', '/projects/:id/merge_requests/:iid/diffs', (context) =>
    paginate(context, changes(findMergeRequest(context)), (change) => change),
  ),
]
