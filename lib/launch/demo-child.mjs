// The demo GitLab, in a process that ends with its launcher. Argument: the folder of its state. Sends `{ url, tokens }`.
import process from 'node:process'
import { registerTypescript } from '../../bin/setup/register-typescript.mjs'
import { watchLauncher } from './watch-launcher.mjs'

const [stateDir] = process.argv.slice(2)
watchLauncher()
await registerTypescript()
const entry = '../../e2e/demo-gitlab/start-demo-gitlab.ts'
const { startDemoGitlab } = await import(entry)
const { freePort } = await import('./free-port.ts')

async function start() {
  try {
    return await startDemoGitlab({ stateDir })
  } catch (error) {
    // Another program has the port of the last run.
    if (error.code !== 'EADDRINUSE') throw error
    return startDemoGitlab({ stateDir, port: await freePort(0) })
  }
}

const demo = await start()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => demo.close().finally(() => process.exit(0)))
process.send?.({ url: demo.url, tokens: demo.tokens })
