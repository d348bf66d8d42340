// One scan in a process of its own, as a worker runs it, up to the published estate: its time and the most memory it held.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { registerTypescript } from '../bin/setup/register-typescript.mjs'

await registerTypescript()
const { requestScan } = await import('../lib/services/request-scan.ts')
const { scanEstate } = await import('../lib/services/scan-estate.ts')
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
const start = performance.now()
const times = {}
const memories = {}
let memory = 0
// What follows from the estate is worked out by the plan, whose time and memory are not those of a scan.
const watch = setInterval(async () => {
  const step = (await findScan(id))?.step
  if (!step) return
  times[step] = (performance.now() - start) / 1000
  memories[step] = Math.max(memories[step] ?? 0, process.memoryUsage().rss / 1024 / 1024)
}, 250)
await scanEstate(id, async () => {
  memory = mostMemory()
})
const seconds = (performance.now() - start) / 1000
clearInterval(watch)
const scan = await findScan(id)
process.send?.({
  seconds,
  times,
  memories,
  state: scan?.state,
  complete: scan?.complete,
  variables: scan?.variables,
  memory,
})
await closeDatabase()
process.disconnect?.()
