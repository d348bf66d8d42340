// An update of a merge request: texts, labels, people, closing and reopening.
import { type Context, flagParameter, listParameter, textParameter } from '../http/context.ts'
import { badRequest } from '../http/refusal.ts'
import type { MergeRequest } from '../world/merge-request.ts'

export function changeMergeRequest(context: Context, request: MergeRequest): void {
  const now = new Date().toISOString()
  const event = textParameter(context, 'state_event')
  if (event !== undefined && event !== 'close' && event !== 'reopen')
    throw badRequest('state_event does not have a valid value')
  if (event === 'close' && request.state === 'opened') {
    request.state = 'closed'
    request.closedAt = now
  }
  if (event === 'reopen' && request.state === 'closed') {
    request.state = 'opened'
    request.closedAt = null
  }
  request.title = textParameter(context, 'title') ?? request.title
  request.description = textParameter(context, 'description') ?? request.description
  request.targetBranch = textParameter(context, 'target_branch') ?? request.targetBranch
  request.labels = listParameter(context, 'labels') ?? request.labels
  for (const label of listParameter(context, 'add_labels') ?? []) {
    if (!request.labels.includes(label)) request.labels.push(label)
  }
  const removed = listParameter(context, 'remove_labels') ?? []
  request.labels = request.labels.filter((label) => !removed.includes(label))
  request.assigneeIds = listParameter(context, 'assignee_ids')?.map(Number) ?? request.assigneeIds
  request.reviewerIds = listParameter(context, 'reviewer_ids')?.map(Number) ?? request.reviewerIds
  request.squash = flagParameter(context, 'squash') ?? request.squash
  request.removeSourceBranch = flagParameter(context, 'remove_source_branch') ?? request.removeSourceBranch
  request.updatedAt = now
}
