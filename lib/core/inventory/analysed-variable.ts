// A variable with everything that the scan alone can tell about it: who uses it, what hinders it, what to look at.
import type { CiJob, Consumer } from './consumer'
import type { Problem } from './problem'
import type { Variable } from './variable'

export type AnalysedVariable = {
  id: string
  variable: Variable
  /** Number of (project, job) pairs; null when a ref or project that may use it was not read and none was found. */
  uses: number | null
  /** Why `uses` is null, or why it may be too low; empty when the count is whole. */
  unknown: string[]
  consumers: Consumer[]
  blockers: Problem[]
  warnings: Problem[]
  /** Does it look like a secret? With the reason. */
  classification: { kind: 'secret' | 'plain' | 'unclear'; reason: string }
}

export type Analysis = {
  variables: AnalysedVariable[]
  /** Jobs by project full path; a project whose CI could not be read has no entry. */
  jobs: Record<string, CiJob[]>
}
