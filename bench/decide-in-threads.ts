// The engine on all cores of the machine, as the server that it is compared with uses them all.
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { DecideOptions } from './decide-for'

/** Gives the sum of what all threads decide a second, and their number. They begin together. */
export async function decideInThreads(options: DecideOptions): Promise<{ aSecond: number; threads: number }> {
  const threads = availableParallelism()
  const workers = Array.from({ length: threads }, () => {
    return new Worker(new URL('./decide-worker.mjs', import.meta.url), { workerData: options })
  })
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  const rates = workers.map(async (worker) => {
    const answered = once(worker, 'message')
    worker.postMessage('begin')
    return Number((await answered)[0])
  })
  const aSecond = (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0)
  return { aSecond, threads }
}
