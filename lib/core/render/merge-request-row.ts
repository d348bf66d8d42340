// A planned or opened merge request, as the preview and the list show it.
import type { MergeRequestWait } from './merge-request-waits'

export type MergeRequestPlan = {
  /** Identifies exactly what was previewed; opening refuses when it changed since. */
  hash: string
  items: MergeRequestItem[]
}

export type MergeRequestItem = {
  project: string
  kind: 'ci' | 'policy'
  branch: string
  targetBranch: string
  title: string
  description: string
  files: { path: string; action: 'create' | 'update' | 'delete'; before: string | null; after: string | null }[]
  /** An older open merge request that this one closes. */
  supersedes: string | null
  /** The person's name in GitLab whom it is assigned to; null where no owner is known. */
  assignee: string | null
  /** Why it cannot be opened; null when it can. */
  refused: { code: string; message: string } | null
}

export type MergeRequestRow = {
  id: string
  project: string
  kind: 'ci' | 'policy'
  branch: string
  state: 'queued' | 'opening' | 'open' | 'merged' | 'closed' | 'superseded' | 'invalid' | 'refused' | 'failed'
  url: string | null
  title: string
  message: string | null
  /** Null where it was not read. */
  draft: boolean | null
  /** What an open CI change waits for before it may leave Draft; null where that is no question. */
  waits: MergeRequestWait[] | null
  /** The preview that it was confirmed in, and its place in the order; null where an older Cutover opened it. */
  batch: string | null
  ring: number
  /** How many of its ring may be opened in an hour; null: all at once. */
  perHour: number | null
  /** When a queued one is opened; null while its ring has not begun. */
  openAfter: string | null
  openedAt: string | null
  /** Against its target branch; null where GitLab has not told. */
  conflicts: boolean | null
  /** User name in GitLab. */
  assignee: string | null
  /** Why people closed it without a merge, as they said in Cutover. */
  closeReason: CloseReason | null
  closeNote: string | null
  /** Why an open one is no longer what the plan calls for. */
  outdated: string | null
  updatedAt: string
}

/** What people can say of a request that was closed without a merge. */
export const closeReasons = ['not_now', 'wrong_change', 'will_do_ourselves', 'not_wanted', 'other'] as const

export type CloseReason = (typeof closeReasons)[number]
