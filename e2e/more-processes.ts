// More webs and workers on the database of a running Cutover, by the commands that a person would use.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunningCutover } from './start-cutover.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** What a person would set: the address of the owner for workers, of the web's role for webs. */
export async function databaseOf(cutover: RunningCutover): Promise<Record<string, string>> {
  const { storedUrls } = await import('../lib/launch/embedded-postgres.ts')
  const urls = storedUrls(cutover.dataFolder)
  if (urls === null) throw new Error('The data folder holds no addresses of a database')
  return { DATABASE_URL: urls.ownerUrl, DATABASE_WEB_URL: urls.webUrl, CUTOVER_DATA: cutover.dataFolder }
}

export function gitlabOf({ gitlab }: RunningCutover): Record<string, string> {
  return { GITLAB_URL: gitlab.url, GITLAB_TOKEN: gitlab.tokens.read }
}

export function startOne(name: 'web' | 'worker', env: Record<string, string>): ChildProcess {
  const environment: Record<string, string | undefined> = { PATH: process.env.PATH, HOME: process.env.HOME, ...env }
  return spawn(process.execPath, [path.join('bin', `${name}.mjs`)], {
    cwd: root,
    env: environment as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

export function linkOf(web: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    web.stdout?.on('data', (chunk) => {
      said += chunk
      const link = /http:\/\/\S+\/sign-in\?token=\S+/.exec(said)?.[0]
      if (link) resolve(link)
    })
    web.once('exit', (code) => reject(new Error(`npm run web ended with ${code}`)))
  })
}

/** As a machine that loses power: the entry and the process that it started. */
export function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return
  const children = readdirSync('/proc').filter((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(child.pid)
    } catch {
      return false
    }
  })
  for (const pid of [...children.map(Number), child.pid]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
}
