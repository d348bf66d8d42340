// A planned or opened merge request, as the preview and the list show it.

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
  project: string
  kind: 'ci' | 'policy'
  branch: string
  state: 'queued' | 'opening' | 'open' | 'merged' | 'closed' | 'superseded' | 'invalid' | 'refused' | 'failed'
  url: string | null
  title: string
  message: string | null
  updatedAt: string
}
