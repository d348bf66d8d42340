// The steps of `npm run web` and `npm run worker` before their process: install, generate, build, each only when stale.
import process from 'node:process'
import { cloneRoot } from './clone-root.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { ensureGenerated } from './ensure-generated.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { registerTypescript } from './register-typescript.mjs'

/** @param {'web' | 'worker'} name */
export async function startOne(name) {
  const from = (process.env.npm_lifecycle_event === name && process.env.INIT_CWD) || process.cwd()
  try {
    process.chdir(cloneRoot)
    await ensureInstalled()
    await ensureGenerated()
    if (name === 'web') await ensureBuilt()
    await registerTypescript()
    const { runOne } = await import('../../lib/launch/run-one.ts')
    process.exitCode = await runOne({ name, root: cloneRoot, from })
  } catch (error) {
    console.error(error?.plain ? error.message : error)
    process.exitCode = 1
  }
}
