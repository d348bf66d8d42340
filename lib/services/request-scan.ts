// Asks for a scan: the one that waits or runs already, else a new one, which a worker takes.
import { createScan, findActiveScan } from '@/lib/db/scan-repository'
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'

export async function requestScan(who: string): Promise<string> {
  for (;;) {
    let id: string | null = null
    await withAdvisoryLock('request scan', async () => {
      id = (await findActiveScan())?.id ?? (await createScan(who))
    })
    if (id !== null) return id
  }
}
