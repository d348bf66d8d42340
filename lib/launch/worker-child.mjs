// The worker, in a process that ends with its launcher.
import os from 'node:os'
import { registerTypescript } from '../../bin/setup/register-typescript.mjs'
import { watchLauncher } from './watch-launcher.mjs'

watchLauncher()
// People who wait for a page come before a scan on the same machine.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)
await registerTypescript()
// A name in a variable: the launcher's room does not depend on the room of the jobs.
const entry = '../jobs/worker-main.ts'
await import(entry)
