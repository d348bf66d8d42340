// Runs one tool of the dependencies and tells what it said and how it ended.
import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { cloneRoot } from '../setup/clone-root.mjs'

const running = new Set()

/** Ends what a step has running, when the tests are interrupted. */
export function stopRunning() {
  for (const child of running) child.kill('SIGTERM')
}

/** The person's own settings must not reach tests: another GitLab, a real database, real credentials. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(GITLAB|VAULT|BAO|DATABASE|CUTOVER)_/.test(name) && !['PORT', 'NODE_ENV', 'FORCE_COLOR'].includes(name),
    ),
  )
}

/** `script` is a path in node_modules. Resolves to `{ code, said }`; rejects only when the tool cannot be started. */
export function runScript(script, args, env = {}) {
  return new Promise((resolve, reject) => {
    const shared = process.env.CUTOVER_SHARED ? { CUTOVER_SHARED: process.env.CUTOVER_SHARED } : {}
    const child = spawn(process.execPath, [path.join(cloneRoot, 'node_modules', script), ...args], {
      cwd: cloneRoot,
      env: { ...cleanEnvironment(), ...shared, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (code, signal) => {
      running.delete(child)
      resolve({ code, said: signal ? `${said}\n${script} was ended by ${signal}.` : said })
    })
  })
}

/** A tool that is one check as a whole. */
export async function toolStep(script, args) {
  const { code, said } = await runScript(script, args)
  return code === 0
    ? { passed: 1, failed: 0 }
    : { passed: 0, failed: 1, said: said.trim() || `${script} ended with ${code} and said nothing.` }
}

/** Where a skipped part counts as failed. */
export const inCi = Boolean(process.env.CI) && process.env.CI !== 'false' && process.env.CI !== '0'
