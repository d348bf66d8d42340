// Starts one of our Node.js children: its own process group, its own environment, its output in a log.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openLog } from './child-log'
import { nodeFlags } from './node-flags'

const here = path.dirname(fileURLToPath(import.meta.url))

type Child = {
  name: 'web' | 'worker' | 'demo'
  root: string
  dataFolder: string
  args: string[]
  env: NodeJS.ProcessEnv
}

/** The channel to the child is what tells it that the launcher is gone (`watch-launcher.mjs`). */
export function startChild({ name, root, dataFolder, args, env }: Child): ChildProcess {
  const log = openLog(dataFolder, name)
  try {
    return spawn(process.execPath, [...nodeFlags(name), path.join(here, `${name}-child.mjs`), ...args], {
      cwd: root,
      env,
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    })
  } finally {
    closeSync(log)
  }
}
