// What a running PostgreSQL writes about itself: postmaster.pid in its cluster folder.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PlainError } from '../../bin/setup/plain-error.mjs'

/** Process id and status ("starting", "ready", "stopping"), or null. Lines 1 and 8: PostgreSQL, src/include/utils/pidfile.h. */
export function postmasterFile(cluster: string): { pid: number; status: string } | null {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() }
  } catch {
    return null
  }
}

function commandOf(pid: number) {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return ''
  }
}

/**
 * Stops the server that a killed launcher left running on this cluster, and removes a file whose process is gone or is
 * another program by now (PostgreSQL itself would refuse to start there). The caller holds the data folder's lock.
 */
export async function stopLeftover(cluster: string): Promise<void> {
  const found = postmasterFile(cluster)
  if (!found) return
  const ours = () => commandOf(found.pid).includes(cluster)
  if (ours()) {
    process.kill(found.pid, 'SIGINT')
    for (let waited = 0; ours(); waited += 50) {
      if (waited > 20_000)
        throw new PlainError(
          `A PostgreSQL from an earlier run (process ${found.pid}) does not stop. End it, then start again.`,
        )
      await sleep(50)
    }
  }
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
}
