// Runs one of the tools of set-up. What it prints goes to stderr, so that a command's own answer on stdout stays clean.
import { spawn } from 'node:child_process'
import { cloneRoot } from './clone-root.mjs'
import { PlainError } from './plain-error.mjs'

/** Resolves when the tool ends well; otherwise fails with what it printed, or with a pointer to it when it was shown. */
export function runTool(title, command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: cloneRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said = (said + chunk).slice(-20_000)
        if (!quiet) process.stderr.write(chunk)
      })
    }
    child.on('error', (error) => reject(new PlainError(`${title} could not be started: ${error.message}`)))
    child.on('close', (code) => {
      if (code === 0) return resolve(said)
      const full = /ENOSPC|no space left/i.test(said)
        ? ' The disk is full: free some space, then run the command again.'
        : ''
      reject(
        new PlainError(`${title} failed (exit ${code}).${full}${quiet ? `\n${said.trim()}` : ' Its output is above.'}`),
      )
    })
  })
}
