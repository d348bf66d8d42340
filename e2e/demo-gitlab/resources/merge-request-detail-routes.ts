// What clients ask about one merge request beyond itself: commits, versions, approvals, pipelines, discussions.
import { commitEntity } from '../entities/commit-entity.ts'
import { diffEntities } from '../entities/diff-entity.ts'
import { type Context, json, type Route, route } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { notFound } from '../http/refusal.ts'
import { isDraft } from '../world/merge-request.ts'
import { type Commit, history } from '../world/repository.ts'
import { findMergeRequest } from './merge-request-routes.ts'

const base = '/projects/:id/merge_requests/:iid'

/** Commits of the source branch that the base does not have, newest first. */
function commitsOf(context: Context): Commit[] {
  const { project, request } = findMergeRequest(context)
  const head = project.repository.commits[request.headSha]
  const start = project.repository.commits[request.baseSha]
  if (head === undefined) return []
  const known = new Set(start === undefined ? [] : history(project.repository, start).map(({ id }) => id))
  return history(project.repository, head).filter(({ id }) => !known.has(id))
}

function versionEntity(context: Context): Record<string, unknown> {
  const { request } = findMergeRequest(context)
  return {
    id: request.id,
    head_commit_sha: request.headSha,
    base_commit_sha: request.baseSha,
    start_commit_sha: request.baseSha,
    created_at: request.createdAt,
    merge_request_id: request.id,
    state: 'collected',
    real_size: '1',
    patch_id_sha: null,
  }
}

export const mergeRequestDetailRoutes: Route[] = [
  route('GET', `${base}/commits`, (context) => {
    const { project } = findMergeRequest(context)
    return paginate(context, commitsOf(context), (commit) => commitEntity(project, commit, context.url))
  }),
  route('GET', `${base}/versions`, (context) => paginate(context, [versionEntity(context)], (version) => version)),
  route('GET', `${base}/versions/:version`, (context) => {
    const { project, request } = findMergeRequest(context)
    if (Number(context.params.version) !== request.id) throw notFound()
    const { commits } = project.repository
    return json({
      ...versionEntity(context),
      commits: commitsOf(context).map((commit) => commitEntity(project, commit, context.url)),
      diffs: diffEntities(commits[request.baseSha]?.files ?? {}, commits[request.headSha]?.files ?? {}),
    })
  }),
  route('GET', `${base}/approvals`, (context) => {
    const { request } = findMergeRequest(context)
    return json({
      user_has_approved: false,
      user_can_approve: request.state === 'opened' && !isDraft(request.title),
      approved: false,
      approvals_required: 1,
      approvals_left: 1,
      approved_by: [],
    })
  }),
  route('GET', `${base}/approval_state`, (context) => {
    findMergeRequest(context)
    return json({ approval_rules_overwritten: false, rules: [] })
  }),
  route('GET', `${base}/pipelines`, (context) => {
    findMergeRequest(context)
    return paginate(context, [], (one) => one)
  }),
  route('GET', `${base}/discussions`, (context) => {
    findMergeRequest(context)
    return paginate(context, [], (one) => one)
  }),
]
