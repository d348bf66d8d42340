// Database, demo GitLab, worker and web of one start, from first to last. Whatever started is stopped again.

import { demoEnvironment, webEnvironment, workerEnvironment } from './child-environments'
import { logFileOf } from './child-log'
import { closeDown } from './close-down'
import { lastLines } from './last-lines'
import type { LaunchSettings } from './launch-settings'
import { makeSignInLink } from './sign-in-link'
import { startChild } from './start-child'
import { startDatabase } from './start-database'
import { startDemo } from './start-demo'
import { supervise } from './supervise'
import { waitUntilHealthy } from './wait-until-healthy'

export type Session = {
  settings: LaunchSettings
  from: string
  env: Record<string, string | undefined>
  origin: string
  /** Aborted when the launcher is to end. */
  over: AbortSignal
  /** Ends the launcher because of a failure. */
  fail: (message: string) => void
  tell: (message: string) => void
  ready: (link: string) => void
}

/** Resolves to 'over' when it was told to end, to 'database' when the embedded PostgreSQL ended by itself. */
export async function runSession(session: Session): Promise<'over' | 'database'> {
  const { settings, from, env, origin, over, fail, tell, ready } = session
  const { root, dataFolder, demo, ignored, demoVault } = settings
  const stops: (() => Promise<void>)[] = []
  const giveUp = (name: string) => {
    const file = logFileOf(dataFolder, name)
    fail(`Everything is stopped, since ${name} does not keep running. The end of ${file}:\n${lastLines(file, 20)}`)
  }
  try {
    // The demo GitLab needs no database, so both start at the same time.
    const demoStart = demo ? startDemo({ root, dataFolder, env: demoEnvironment(env), over, tell, giveUp, fail }) : null
    if (demoStart) stops.push(async () => (await demoStart).stop())
    const database = await startDatabase(settings)
    stops.push(database.stop)
    const about = { dataFolder, demo, origin, from }
    const keep = (name: 'web' | 'worker', args: string[], childEnv: NodeJS.ProcessEnv) => {
      if (over.aborted) return
      const start = () => startChild({ name, root, dataFolder, args, env: childEnv })
      stops.push(supervise({ name, tell, giveUp, start }).stop)
    }
    keep('web', [root, String(settings.port)], webEnvironment(env, about, database.webUrl))
    const gitlab = demoStart ? (await demoStart).environment : null
    keep('worker', [], workerEnvironment(env, { ...about, ignored, demoVault }, database.workerUrl, gitlab))
    const ended = Promise.race([
      new Promise<'over'>((resolve) => {
        if (over.aborted) resolve('over')
        over.addEventListener('abort', () => resolve('over'), { once: true })
      }),
      database.exited.then(() => 'database' as const),
    ])
    const waiting = new AbortController()
    const healthy = waitUntilHealthy(origin, AbortSignal.any([over, waiting.signal]), tell)
    const first = await Promise.race([healthy, ended])
    if (first === true) ready(await makeSignInLink(database.ownerUrl, origin))
    const reason = await ended
    waiting.abort()
    return over.aborted ? 'over' : reason
  } finally {
    await closeDown(stops)
  }
}
