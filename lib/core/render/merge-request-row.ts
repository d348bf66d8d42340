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
  /** Why an open one is no longer what the plan calls for. */
  outdated: string | null
  updatedAt: string
}
