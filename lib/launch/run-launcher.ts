// `npm start` after set-up: holds the data folder, runs everything, ends everything.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import { dataFolderError, inUse, lockDataFolder } from './data-folder'
import { freePort } from './free-port'
import { lastLines } from './last-lines'
import { launchSettings } from './launch-settings'
import { runSession } from './run-session'

const tell = (message: string) => console.error(message)

async function requirePort(port: number) {
  // Children of a launcher that was killed a moment ago are still letting go of it.
  for (let waited = 0; waited < 2000; waited += 100) {
    if ((await freePort(port)) !== null) return
    await sleep(100)
  }
  throw new PlainError(
    `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${port + 1} npm start`,
  )
}

/** Our parent and, where the system tells, its parent: under npm these are a shell and npm itself. */
function ancestors(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`
  } catch {
    return String(process.ppid)
  }
}

/** npm and its shell may end without passing a signal on. Whoever started us is then gone, which counts as a signal. */
function onLostParent(end: () => void) {
  if (!process.env.npm_lifecycle_event) return () => {}
  const known = ancestors()
  const timer = setInterval(() => {
    if (ancestors() !== known) end()
  }, 250)
  return () => clearInterval(timer)
}

/** Ends in order at the first signal, at once at the second. */
function onSignals(end: () => void) {
  let asked = false
  const listener = () => {
    if (asked) process.exit(130)
    asked = true
    tell('Stopping…')
    end()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, listener)
  const unwatch = onLostParent(() => {
    if (!asked) listener()
  })
  return () => {
    unwatch()
    for (const signal of signals) process.off(signal, listener)
  }
}

/**
 * Runs Cutover until a signal ends it. `root` is the clone, `from` the folder in which the command was typed.
 * Prints one line with the sign-in link on stdout once web, database and worker are up; all else goes to stderr.
 * Fails with a plain error: port taken, data folder in use or not writable, database trouble, a child that does not live.
 * When it resolves or fails, no child is left.
 */
export async function runLauncher({ root, from }: { root: string; from: string }): Promise<void> {
  const settings = launchSettings(root, from, process.env)
  const origin = `http://127.0.0.1:${settings.port}`
  const lock = lockDataFolder(settings.dataFolder, {
    kind: 'launcher',
    address: origin,
    database: settings.external ? 'external' : 'embedded',
  })
  if (lock.holder) throw inUse(settings.dataFolder, lock.holder)

  const over = new AbortController()
  let failure: string | undefined
  const fail = (message: string) => {
    failure ??= message
    over.abort()
  }
  const quiet = onSignals(() => over.abort())
  try {
    await requirePort(settings.port)
    if (settings.demo) {
      tell('No GITLAB_URL is set, so Cutover works on its demo GitLab.')
      if (settings.ignored.length) tell(`Ignored with the demo: ${settings.ignored.join(', ')}.`)
      if (settings.demoVault)
        tell('CUTOVER_DEMO_VAULT is set: the demo estate is compared with the Vault of VAULT_ADDR.')
    }
    let told = false
    const ready = (link: string) => {
      if (!told) console.log(`Cutover is ready: ${link}`)
      told = true
    }
    const session = { settings, from, env: process.env, origin, over: over.signal, fail, tell, ready }
    const ends: number[] = []
    while (!over.signal.aborted && (await runSession(session)) === 'database') {
      ends.push(Date.now())
      if (ends.filter((at) => Date.now() - at < 60_000).length > 3) {
        const log = `${settings.dataFolder}/postgres/server.log`
        fail(
          `Everything is stopped, since PostgreSQL ended several times within a minute. The end of ${log}:\n${lastLines(log, 20)}`,
        )
      } else tell('PostgreSQL ended; it is started again, and worker and web with it.')
    }
  } catch (error) {
    // A child that gave up is the cause, where both were told.
    throw failure ? new PlainError(failure) : dataFolderError(settings.dataFolder, error)
  } finally {
    quiet()
    lock.release()
  }
  if (failure) throw new PlainError(failure)
}
