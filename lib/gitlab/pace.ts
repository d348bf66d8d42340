// The moment before which nobody asks GitLab: after a refusal for too many requests all clients that share it wait.

/** How the moment is shared, such as by a database. Times are milliseconds from now, so that clocks need not agree. */
export type SharedPause = {
  /** How long the pause still lasts; 0 for none. */
  left: () => Promise<number>
  /** Lengthens the pause to at least this. */
  extend: (milliseconds: number) => Promise<void>
}

export type Pace = {
  /** Resolves when asking is allowed again; `onWait` is told the seconds first. */
  ready: (onWait?: (seconds: number) => void) => Promise<void>
  /** GitLab asked for a pause. */
  pause: (milliseconds: number) => Promise<void>
}

/** What others found out is looked up at most this often. A failure to share does not stop anybody. */
const lookEvery = 1000

export function makePace(shared: SharedPause): Pace {
  let until = 0
  let looked = Number.NEGATIVE_INFINITY
  let looking: Promise<void> = Promise.resolve()
  const look = async () => {
    const left = await shared.left().catch(() => 0)
    until = Math.max(until, Date.now() + left)
  }
  return {
    ready: async (onWait) => {
      if (Date.now() - looked >= lookEvery) {
        looked = Date.now()
        looking = look()
      }
      await looking
      for (let wait = until - Date.now(); wait > 0; wait = until - Date.now()) {
        onWait?.(Math.ceil(wait / 1000))
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    },
    pause: async (milliseconds) => {
      until = Math.max(until, Date.now() + milliseconds)
      await shared.extend(milliseconds).catch(() => {})
    },
  }
}
