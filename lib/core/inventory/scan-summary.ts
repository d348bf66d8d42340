// How a scan stands: what the progress bar and the sidebar show.
import type { Gap } from './estate'

export type ScanSummary = {
  id: string
  state: 'queued' | 'running' | 'done' | 'failed'
  /** True when everything asked for was read; null until it is known. */
  complete: boolean | null
  queuedAt: string
  startedAt: string | null
  finishedAt: string | null
  step: string | null
  /** Projects read, of those found. */
  done: number
  total: number | null
  variables: number
  message: string | null
  gaps: Gap[]
}
