// What was read of past jobs and of who may push, taken from the database again only when something was read since.
import type { JobHistory } from '@/lib/core/trust/job-history'
import { findHistoryVersion, findJobHistories } from '@/lib/db/job-history-repository'

export type Histories = { version: string; list: JobHistory[] }

let latest: Histories | null = null

/** The same object as long as nothing was read since, so that what is worked out from it can be kept beside it. */
export async function currentHistories(): Promise<Histories> {
  const version = await findHistoryVersion()
  if (latest?.version !== version) latest = { version, list: await findJobHistories() }
  return latest
}
