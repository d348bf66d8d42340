// A merge request as the API shows it (`lib/api/entities/merge_request.rb`).
import type { Context } from '../http/context.ts'
import { isDraft, type MergeRequest } from '../world/merge-request.ts'
import type { Project } from '../world/project.ts'
import { userEntity } from './user-entity.ts'

export function mergeRequestEntity(context: Context, project: Project, request: MergeRequest): Record<string, unknown> {
  const { url } = context
  const draft = isDraft(request.title)
  const people = (ids: number[]) => ids.map((id) => userEntity(id, url))
  const open = request.state === 'opened'
  return {
    id: request.id,
    iid: request.iid,
    project_id: project.id,
    title: request.title,
    description: request.description,
    state: request.state,
    imported: false,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    merged_by: request.mergedAt === null ? null : userEntity(request.authorId, url),
    merge_user: request.mergedAt === null ? null : userEntity(request.authorId, url),
    merged_at: request.mergedAt,
    closed_by: request.closedAt === null ? null : userEntity(request.authorId, url),
    closed_at: request.closedAt,
    target_branch: request.targetBranch,
    source_branch: request.sourceBranch,
    user_notes_count: request.notes.filter(({ system }) => !system).length,
    upvotes: 0,
    downvotes: 0,
    author: userEntity(request.authorId, url),
    assignees: people(request.assigneeIds),
    assignee: people(request.assigneeIds)[0] ?? null,
    reviewers: people(request.reviewerIds),
    source_project_id: project.id,
    target_project_id: project.id,
    labels: request.labels,
    draft,
    work_in_progress: draft,
    milestone: null,
    merge_when_pipeline_succeeds: false,
    merge_status: open ? 'can_be_merged' : 'cannot_be_merged',
    detailed_merge_status: open ? (draft ? 'draft_status' : 'mergeable') : 'not_open',
    sha: request.headSha,
    merge_commit_sha: request.mergeCommitSha,
    squash_commit_sha: null,
    discussion_locked: null,
    should_remove_source_branch: null,
    force_remove_source_branch: request.removeSourceBranch,
    prepared_at: request.createdAt,
    reference: `!${request.iid}`,
    references: { short: `!${request.iid}`, relative: `!${request.iid}`, full: `${project.fullPath}!${request.iid}` },
    web_url: `${url}/${project.fullPath}/-/merge_requests/${request.iid}`,
    time_stats: { time_estimate: 0, total_time_spent: 0, human_time_estimate: null, human_total_time_spent: null },
    squash: request.squash,
    squash_on_merge: request.squash,
    task_completion_status: { count: 0, completed_count: 0 },
    has_conflicts: false,
    blocking_discussions_resolved: true,
  }
}
