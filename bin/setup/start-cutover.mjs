// The steps of `npm start` that run before the launcher: install, generate, build, each only when stale.
import process from 'node:process'
import { cloneRoot } from './clone-root.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { ensureGenerated } from './ensure-generated.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { registerTypescript } from './register-typescript.mjs'

export async function startCutover() {
  // Paths in the environment are meant from where the person typed the command; npm moves to the package's folder first.
  const from = (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) || process.cwd()
  try {
    process.chdir(cloneRoot)
    await ensureInstalled()
    await ensureGenerated()
    await ensureBuilt()
    await registerTypescript()
    const { runLauncher } = await import('../../lib/launch/run-launcher.ts')
    await runLauncher({ root: cloneRoot, from })
  } catch (error) {
    console.error(error?.plain ? error.message : error)
    process.exitCode = 1
  }
}
