// Two webs and three workers on one PostgreSQL: a worker is killed in the middle of a scan, and each row is there once.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { freePort } from './free-port.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const estate = { projects: 30, variables: 6, latency: 60 }

test('two webs and three workers find each variable once, though a worker is killed meanwhile', async ({ page }) => {
  test.setTimeout(300_000)
  const cutover = await startCutover({ gitlab: estate })
  const started: ChildProcess[] = []
  try {
    const env = { ...(await databaseOf(cutover)), ...gitlabOf(cutover) }
    const killed = startOne('worker', env)
    started.push(killed, startOne('worker', env))
    const port = String(await freePort())
    const web = startOne('web', { ...env, PORT: port })
    started.push(web)
    const link = await linkOf(web)
    await signIn(page, link)

    await page.getByRole('button', { name: 'Start the first scan' }).click()
    await expect(page.getByRole('progressbar')).toBeVisible()
    await expect.poll(() => cutover.gitlab.requests().length).toBeGreaterThan(20)
    killTree(killed)

    const first = new URL(cutover.signInLink).origin
    const second = new URL(link).origin
    for (const origin of [second, first]) {
      await page.goto(`${origin}/inventory`)
      await expect(page.getByText(/^\d+ variables$/).first()).toBeVisible({ timeout: 120_000 })
      await expect(page.getByRole('button', { name: 'Scan again' })).toBeVisible({ timeout: 120_000 })
    }
    const answer = await cutover.command('inventory', '--json')
    const rows: { level: string; owner: string; key: string; environment_scope: string }[] = JSON.parse(answer.stdout)
    const names = rows.map(({ level, owner, key, environment_scope: scope }) =>
      JSON.stringify([level, owner, key, scope]),
    )
    expect(new Set(names).size, 'nothing twice').toBe(names.length)
    expect(rows.filter(({ level }) => level === 'project').length).toBe(estate.projects * estate.variables)
    console.log(`2 webs, 3 workers, 1 killed: ${rows.length} variables, each once`)
  } finally {
    for (const child of started) killTree(child)
    await cutover.stop()
  }
})

/** What a person would set: the address of the owner for workers, of the web's role for webs. */
async function databaseOf(cutover: RunningCutover): Promise<Record<string, string>> {
  const { storedUrls } = await import('../lib/launch/embedded-postgres.ts')
  const urls = storedUrls(cutover.dataFolder)
  if (urls === null) throw new Error('The data folder holds no addresses of a database')
  return { DATABASE_URL: urls.ownerUrl, DATABASE_WEB_URL: urls.webUrl, CUTOVER_DATA: cutover.dataFolder }
}

function gitlabOf({ gitlab }: RunningCutover): Record<string, string> {
  return { GITLAB_URL: gitlab.url, GITLAB_TOKEN: gitlab.tokens.read }
}

function startOne(name: 'web' | 'worker', env: Record<string, string>): ChildProcess {
  const environment: Record<string, string | undefined> = { PATH: process.env.PATH, HOME: process.env.HOME, ...env }
  return spawn(process.execPath, [path.join('bin', `${name}.mjs`)], {
    cwd: root,
    env: environment as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

function linkOf(web: ChildProcess): Promise<string> {
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
function killTree(child: ChildProcess): void {
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
