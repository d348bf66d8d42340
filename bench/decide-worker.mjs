// A thread that decides: it lets itself read TypeScript, says that it is ready, and begins when it is told.
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { registerTypescript } from '../bin/setup/register-typescript.mjs'

await registerTypescript()
const { decideFor } = await import('./decide-for.ts')
parentPort.postMessage('ready')
await once(parentPort, 'message')
parentPort.postMessage(decideFor(workerData))
parentPort.close()
