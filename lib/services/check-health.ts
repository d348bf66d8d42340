// Is everything up? The worker shows that it lives by a heartbeat in the database.
import { findFact } from '@/lib/db/fact-repository'

const heartbeatSeconds = 20

export async function checkHealth(): Promise<{ ok: boolean; database: boolean; worker: boolean }> {
  try {
    const heartbeat = await findFact('worker_heartbeat')
    const worker = heartbeat !== null && Date.now() - heartbeat.at.getTime() < heartbeatSeconds * 1000
    return { ok: worker, database: true, worker }
  } catch {
    return { ok: false, database: false, worker: false }
  }
}
