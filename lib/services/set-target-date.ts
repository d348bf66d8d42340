// The day on which nothing should be left to move.
import { deleteFact, saveFact } from '@/lib/db/fact-repository'

export const targetDate = 'target_date'

/** Null takes it away. */
export async function setTargetDate(date: string | null, who: string): Promise<void> {
  if (date === null) await deleteFact(targetDate)
  else await saveFact(targetDate, { date, who })
}
