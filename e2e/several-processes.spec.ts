// Two webs and three workers on one PostgreSQL: a worker is killed in the middle of a scan, and each row is there once.
import type { ChildProcess } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { freePort } from './free-port.ts'
import { databaseOf, gitlabOf, killTree, linkOf, startOne } from './more-processes.ts'
import { signIn } from './sign-in.ts'
import { startCutover } from './start-cutover.ts'

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
