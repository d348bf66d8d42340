// The demo GitLab as a child: its state stays in the data folder, so a second start finds the same estate.
import path from 'node:path'
import { startChild } from './start-child'
import { type Supervised, supervise } from './supervise'

type Options = {
  root: string
  dataFolder: string
  env: NodeJS.ProcessEnv
  over: AbortSignal
  tell: (message: string) => void
  giveUp: (name: string) => void
  fail: (message: string) => void
}

type Announcement = { url: string; tokens: { read: string; write: string } }

function isAnnouncement(message: unknown): message is Announcement {
  return typeof message === 'object' && message !== null && 'url' in message && 'tokens' in message
}

/** Resolves once it listens (or `over` is aborted) to what the worker needs to reach it. */
export async function startDemo(
  options: Options,
): Promise<Pick<Supervised, 'stop'> & { environment: Record<string, string> }> {
  const { root, dataFolder, env, over, tell, giveUp, fail } = options
  let known: Announcement | undefined
  let announced: () => void = () => {}
  const first = new Promise<void>((resolve) => {
    announced = resolve
    over.addEventListener('abort', () => resolve(), { once: true })
  })
  const child = supervise({
    name: 'demo',
    tell,
    giveUp,
    start: () => {
      const started = startChild({ name: 'demo', root, dataFolder, args: [path.join(dataFolder, 'demo-gitlab')], env })
      started.on('message', (message) => {
        if (!isAnnouncement(message)) return
        if (known && known.url !== message.url)
          fail(`The demo GitLab moved from ${known.url} to ${message.url}: its port was taken. Start Cutover again.`)
        known ??= message
        announced()
      })
      return started
    },
  })
  await first
  const environment: Record<string, string> = known
    ? { GITLAB_URL: known.url, GITLAB_TOKEN: known.tokens.read, GITLAB_WRITE_TOKEN: known.tokens.write }
    : {}
  return { stop: child.stop, environment }
}
