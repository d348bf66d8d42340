// Starts a scan when CUTOVER_SCAN_EVERY says that it is time; over all workers one at a time.
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'
import { scanIsDue } from '@/lib/services/scan-schedule'
import { enqueueScan } from './enqueue'

export async function startDueScan(): Promise<void> {
  if (!(await scanIsDue())) return
  await withAdvisoryLock('scan schedule', async () => {
    if (await scanIsDue()) await enqueueScan('schedule')
  })
}
