// One scan in a process of its own, as a worker runs it: says how long it took and the most memory that the process held.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { registerTypescript } from '../bin/setup/register-typescript.mjs'

await registerTypescript()
const { requestScan } = await import('../lib/services/request-scan.ts')
const { runScan } = await import('../lib/services/run-scan.ts')
const { findScan } = await import('../lib/db/scan-repository.ts')
const { closeDatabase } = await import('../lib/db/database.ts')

/** Megabytes; where the system does not tell the most, what is held now. */
function mostMemory() {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
  } catch {
    return process.memoryUsage().rss / 1024 / 1024
  }
}

const id = await requestScan('bench')
let readingMemory = 0
const watch = setInterval(async () => {
  const scan = await findScan(id)
  if (scan?.step !== 'Working out uses and blockers') readingMemory = mostMemory()
}, 250)
const start = performance.now()
await runScan(id)
const seconds = (performance.now() - start) / 1000
clearInterval(watch)
const scan = await findScan(id)
process.send?.({
  seconds,
  state: scan?.state,
  complete: scan?.complete,
  gaps: scan?.gaps.length,
  variables: scan?.variables,
  memory: mostMemory(),
  readingMemory,
})
await closeDatabase()
process.disconnect?.()
