// A merge request of the demo estate.

export interface Note {
  id: number
  body: string
  authorId: number
  createdAt: string
  system: boolean
}

export interface MergeRequest {
  id: number
  iid: number
  title: string
  description: string | null
  state: 'opened' | 'closed' | 'merged'
  sourceBranch: string
  targetBranch: string
  authorId: number
  assigneeIds: number[]
  reviewerIds: number[]
  labels: string[]
  squash: boolean
  removeSourceBranch: boolean
  createdAt: string
  updatedAt: string
  mergedAt: string | null
  closedAt: string | null
  baseSha: string
  /** The source branch's head, kept when the branch is gone. */
  headSha: string
  mergeCommitSha: string | null
  notes: Note[]
}

/** A title that starts with `Draft:`, `[Draft]` or `(Draft)` makes a draft (`app/models/merge_request.rb`). */
export function isDraft(title: string): boolean {
  return /^\s*(\[draft\]|\(draft\)|draft:)\s*/i.test(title)
}
