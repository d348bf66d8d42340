// The worker, in a process that ends with its launcher.
import { registerTypescript } from '../../bin/setup/register-typescript.mjs'
import { watchLauncher } from './watch-launcher.mjs'

watchLauncher()
await registerTypescript()
// A name in a variable: the launcher's room does not depend on the room of the jobs.
const entry = '../jobs/worker-main.ts'
await import(entry)
