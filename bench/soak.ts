// `npm run soak`: fifty people look at pages of two webs while three workers scan; prints how long answers took.
import type { ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { Agent, request } from 'undici'
import { freePort } from '../e2e/free-port'
import { databaseOf, gitlabOf, killTree, linkOf, startOne } from '../e2e/more-processes'
import { startCutover } from '../e2e/start-cutover'
import { percentile } from './percentile'

const help = `Usage: npm run soak -- [--users N] [--seconds S] [--projects P] [--latency MS]

Starts Cutover with two webs and three workers on a generated GitLab (800 projects of 6 variables, 40 ms), and lets 50 users
read pages for 60 seconds, each with a pause of 1 to 3 seconds, while scans run. Prints p50, p95, p99 and errors.

Exit: 0 p95 under 300 ms and no errors, 1 otherwise, 2 wrong use.
`

const goal = 300
const pages = [
  '/',
  '/inventory',
  '/inventory?filter=is:masked',
  '/inventory?sort=key&page=3',
  '/merge-requests',
  '/mapping',
]

type Seen = { page: string; milliseconds: number; status: number }

export async function main(argv: string[]): Promise<number> {
  const options = {
    users: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    projects: { type: 'string', default: '800' },
    latency: { type: 'string', default: '40' },
    help: { type: 'boolean', short: 'h' },
  } as const
  const { values } = parseArgs({ args: argv, options })
  const [users, seconds, projects, latency] = [values.users, values.seconds, values.projects, values.latency].map(
    Number,
  )
  if (values.help || ![users, seconds, projects, latency].every((one) => Number.isInteger(one) && Number(one) >= 0)) {
    process.stdout.write(help)
    return values.help ? 0 : 2
  }
  const cutover = await startCutover({ gitlab: { projects: projects ?? 0, variables: 6, latency: latency ?? 0 } })
  const started: ChildProcess[] = []
  try {
    const env = { ...(await databaseOf(cutover)), ...gitlabOf(cutover) }
    started.push(startOne('worker', env), startOne('worker', env))
    const web = startOne('web', { ...env, PORT: String(await freePort()) })
    started.push(web)
    const webs = [cutover.url, new URL(await linkOf(web)).origin]
    await cutover.command('scan')
    const cookies = await signedIn(env.DATABASE_URL ?? '', users ?? 0)
    const until = Date.now() + (seconds ?? 0) * 1000
    const scanning = scanAgain(cutover.command, until)
    const agent = new Agent({ connections: 64 })
    const seen = (
      await Promise.all(cookies.map((cookie, at) => browse(webs[at % 2] ?? '', cookie, agent, until)))
    ).flat()
    const scans = await scanning
    await agent.close()
    return tell(seen, scans, users ?? 0)
  } finally {
    for (const child of started) killTree(child)
    await cutover.stop()
  }
}

async function scanAgain(command: (...args: string[]) => Promise<unknown>, until: number): Promise<number> {
  let scans = 0
  while (Date.now() < until) {
    await command('scan')
    scans++
  }
  return scans
}

/** Sessions as the sign-in page makes them, without the page: the link of a start is good for one browser. */
async function signedIn(databaseUrl: string, users: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const cookies = Array.from({ length: users }, () => randomBytes(32).toString('base64url'))
    for (const [at, cookie] of cookies.entries()) {
      await client.query(
        "INSERT INTO session (hash, name, role, expires_at) VALUES ($1, $2, 'viewer', now() + interval '1 hour')",
        [createHash('sha256').update(cookie).digest('hex'), `User ${at + 1}`],
      )
    }
    return cookies
  } finally {
    await client.end()
  }
}

async function browse(origin: string, cookie: string, agent: Agent, until: number): Promise<Seen[]> {
  const seen: Seen[] = []
  while (Date.now() < until) {
    await wait(1000 + Math.random() * 2000)
    const page = pages[Math.floor(Math.random() * pages.length)] ?? '/'
    const begun = performance.now()
    const status = await look(`${origin}${page}`, cookie, agent)
    seen.push({ page, milliseconds: performance.now() - begun, status })
  }
  return seen
}

async function look(url: string, cookie: string, agent: Agent): Promise<number> {
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      headers: { cookie: `cutover_session=${cookie}` },
    })
    await body.dump({ limit: Number.POSITIVE_INFINITY })
    return statusCode
  } catch {
    return 0
  }
}

function tell(seen: Seen[], scans: number, users: number): number {
  const times = (page: string | null) =>
    seen.filter((one) => page === null || one.page === page).map(({ milliseconds }) => milliseconds)
  const line = (name: string, found: number[]) => {
    const [p50, p95, p99] = [50, 95, 99].map((rank) => `${percentile(found, rank).toFixed(0).padStart(6)} ms`)
    console.log(`${name.padEnd(30)} ${String(found.length).padStart(7)} ${p50} ${p95} ${p99}`)
  }
  console.log(`${'page'.padEnd(30)}   looks       p50       p95       p99`)
  for (const page of pages) line(page, times(page))
  line('all', times(null))
  const errors = seen.filter(({ status }) => status !== 200).length
  const p95 = percentile(times(null), 95)
  console.log(
    `${users} users, ${seen.length} pages, ${scans} scans meanwhile, ${errors} errors; goal p95 under ${goal} ms`,
  )
  return errors === 0 && seen.length > 0 && p95 < goal ? 0 : 1
}
