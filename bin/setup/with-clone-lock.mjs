// One lock per clone for install, generate and build. It lies outside node_modules, since an install empties that folder.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cloneRoot } from './clone-root.mjs'
import { takeLock } from './pid-lock.mjs'

/** Runs `work` while no other process of this clone installs, generates or builds. Messages go to stderr. */
export async function withCloneLock(work) {
  const folder = path.join(cloneRoot, '.cache')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'setup.lock')
  let told = false
  for (;;) {
    const lock = takeLock(file)
    if (lock.release) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    if (!told) console.error(`Waiting: process ${lock.holder.pid} is installing or building in this clone.`)
    told = true
    await sleep(300)
  }
}
