// The CI configuration of refs beside the default branch, as far as pipelines can run there.
import type { CiReading } from './estate'

/** Why a pipeline can run on it. */
export type RefReason = 'protected' | 'scheduled' | 'pipeline'

export type RefReading = {
  ref: string
  why: RefReason[]
  /** `same`: its files have the same content as those of the default branch. */
  ci: CiReading | { state: 'same' }
}

export type RefsReading = {
  refs: RefReading[]
  /** Refs that were left out because there are too many. */
  cut: number
  /** False where GitLab does not show recent pipelines. */
  pipelinesKnown: boolean
}
