// The long form of a recipe: what a blocker means, how to get rid of it step by step, and an example of both states.

export type LongRecipe = {
  /** Why GitLab, the runner or Vault makes it so. */
  means: string
  steps: readonly string[]
  /** CI configuration that shows the blocker, and the same job without it. */
  example: { before: string; after: string } | null
  /** What has to be seen before it counts as done. */
  evidence: string
  /** The page that says so. */
  source: string
}
