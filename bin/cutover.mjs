#!/usr/bin/env node
// The `cutover` command: plain JavaScript that lets the process read TypeScript, then hands over to lib/cli/main.ts.
import process from 'node:process'
import { cloneRoot } from './setup/clone-root.mjs'
import { ensureGenerated } from './setup/ensure-generated.mjs'
import { registerTypescript } from './setup/register-typescript.mjs'

const argv = process.argv.slice(2)
const withoutDatabase =
  argv.length === 0 ||
  argv[0] === 'splice' ||
  (argv[0] === 'explain' && argv.includes('--batch')) ||
  argv.includes('--help') ||
  argv.includes('-h')

// `cutover inventory --csv | head` closes the pipe early: that is no error.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const [major, minor] = process.versions.node.split('.').map(Number)
const oldNode = major < 20 || (major === 20 && minor < 19)
if (oldNode) console.error(`Cutover needs Node.js 20.19 or newer; this is ${process.versions.node}.`)

async function run() {
  if (!withoutDatabase) await ensureGenerated()
  await registerTypescript()
  const { main } = await import('../lib/cli/main.ts')
  return main(argv, { root: cloneRoot, from: process.cwd() })
}

try {
  process.exitCode = oldNode ? 1 : await run()
} catch (error) {
  // What reaches this place and is plain came from set-up or from the database.
  const missing = error?.code === 'ERR_MODULE_NOT_FOUND' && /'tsx'/.test(error.message)
  if (missing) console.error(`The dependencies are not installed. Run \`npm ci\` in ${cloneRoot} first.`)
  else console.error(error?.plain ? error.message : error)
  process.exitCode = error?.plain ? 4 : 1
}
