// Waits for web, database and worker to say that they are up.
import { setTimeout as sleep } from 'node:timers/promises'

/** Asks `GET <origin>/healthz` until it answers 200; `false` when `signal` ends it first. Tells once when it takes long. */
export async function waitUntilHealthy(
  origin: string,
  signal: AbortSignal,
  tell: (message: string) => void,
): Promise<boolean> {
  const since = Date.now()
  let told = false
  let last = 'no answer yet'
  while (!signal.aborted) {
    try {
      const response = await fetch(`${origin}/healthz`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
        redirect: 'manual',
      })
      if (response.status === 200) {
        await response.body?.cancel()
        return true
      }
      last = `${response.status} ${(await response.text()).slice(0, 200)}`
    } catch {
      // Not listening yet.
    }
    if (!told && Date.now() - since > 30_000) {
      tell(`Still waiting for ${origin}/healthz (${last}).`)
      told = true
    }
    await sleep(100, undefined, { signal }).catch(() => {})
  }
  return false
}
