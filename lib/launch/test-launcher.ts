// Starts the whole of Cutover as a person does, for tests, and looks at its processes through /proc.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port'
import { onlyThese } from './only-these'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

type Started = {
  port: string
  pid: number
  out: () => string
  err: () => string
  exit: Promise<number | null>
  child: ChildProcess
}

/** `npm start` without npm, with only `env` beside the path and a free port. */
export async function startLauncher(env: Record<string, string>): Promise<Started> {
  const port = env.PORT ?? String(await freePort(0))
  const child = spawn(process.execPath, [path.join(root, 'bin', 'start.mjs')], {
    cwd: '/',
    env: onlyThese({ PATH: process.env.PATH, HOME: process.env.HOME, ...env, PORT: port }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { port, pid: child.pid ?? 0, out: () => out, err: () => err, exit, child }
}

/** Asks again and again; what never comes is ended by the test's own time limit. */
export async function until<T>(
  look: () => Promise<T | undefined | false | null> | T | undefined | false | null,
): Promise<T> {
  for (;;) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

type Process = { pid: number; parent: number; command: string; environment: string }

/** Every living process that this user may look at. */
export function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state === 'Z') return []
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return [
        {
          pid: Number(name),
          parent: Number(parent),
          command,
          environment: readFileSync(`/proc/${name}/environ`, 'utf8'),
        },
      ]
    } catch {
      return []
    }
  })
}

/** The children of a launcher, by what they are. */
export function childrenOf(launcher: number) {
  const own = processes().filter(({ parent }) => parent === launcher)
  const find = (pattern: RegExp) => own.find(({ command }) => pattern.test(command))
  return { own, web: find(/next-server|web-child/), worker: find(/worker-child/), postgres: find(/postgres.* -D /) }
}
