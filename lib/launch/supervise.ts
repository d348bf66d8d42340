// Keeps one child process running: starts it again when it ends, more slowly each time, and gives up when it never lives.
import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export type Supervised = { name: string; pid: () => number | undefined; stop: () => Promise<void> }

type Options = {
  name: string
  start: () => ChildProcess
  tell: (message: string) => void
  /** Called once, when the child ended `most` times in a row within `lives` of its start. */
  giveUp: (name: string) => void
  firstPause?: number
  most?: number
  lives?: number
  grace?: number
}

function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal)
  } catch {
    // The group is gone.
  }
}

const how = (child: ChildProcess) => (child.signalCode ? `by ${child.signalCode}` : `with exit code ${child.exitCode}`)

/** `start` must spawn with `detached: true`: signals go to the whole process group of the child. */
export function supervise({
  name,
  start,
  tell,
  giveUp,
  firstPause = 300,
  most = 5,
  lives = 10_000,
  grace = 8_000,
}: Options): Supervised {
  let child: ChildProcess | undefined
  let stopping = false
  let ended: Promise<void> = Promise.resolve()
  const wake = new AbortController()

  const run = () => {
    const current = start()
    child = current
    ended = new Promise((resolve) => current.once('exit', () => resolve()).once('error', () => resolve()))
    return ended
  }

  const loop = async () => {
    let early = 0
    while (!stopping) {
      const since = Date.now()
      await run()
      // What the child started itself (a mover, for one) must not outlive it.
      if (child?.pid) signalGroup(child.pid, 'SIGKILL')
      if (stopping || !child) return
      early = Date.now() - since < lives ? early + 1 : 1
      if (early >= most) {
        tell(`${name} ended ${early} times soon after its start (the last time ${how(child)}).`)
        giveUp(name)
        return
      }
      const pause = firstPause * 2 ** (early - 1)
      tell(`${name} ended ${how(child)}; it is started again.`)
      await sleep(pause, undefined, { signal: wake.signal }).catch(() => {})
    }
  }
  const finished = loop()

  return {
    name,
    pid: () => child?.pid,
    stop: async () => {
      stopping = true
      wake.abort()
      const pid = child?.pid
      if (pid && child?.exitCode === null && child.signalCode === null) {
        signalGroup(pid, 'SIGTERM')
        const late = new AbortController()
        await Promise.race([ended, sleep(grace, undefined, { signal: late.signal }).catch(() => {})])
        late.abort()
        signalGroup(pid, 'SIGKILL')
      }
      await finished
    },
  }
}
