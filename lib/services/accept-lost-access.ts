// Accepts a refusal of past jobs, or takes that back.
import { deleteAcceptedRefusal, saveAcceptedRefusal } from '@/lib/db/job-history-repository'
import { AppError } from '@/lib/errors'
import { findLostRows } from './load-lost-access'
import { loadPlan } from './load-plan'

/** Fails with `stale` where no job is refused for these reasons any more: what one saw is not what would be accepted. */
export async function acceptLostAccess(key: string, reason: string, who: string): Promise<void> {
  const row = (await findLostRows(await loadPlan())).find((one) => one.key === key)
  if (row?.verdict !== 'refused') throw new AppError('stale')
  await saveAcceptedRefusal({ key, project: row.project, job: row.job, reason, who })
}

export async function withdrawAcceptance(key: string): Promise<void> {
  await deleteAcceptedRefusal(key)
}
