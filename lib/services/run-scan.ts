// Runs a scan unless another process does: a killed one lets go by its broken connection.
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'
import { scanEstate } from './scan-estate'

export async function runScan(scanId: string): Promise<void> {
  await withAdvisoryLock(`scan ${scanId}`, () => scanEstate(scanId))
}
