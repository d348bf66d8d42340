// A scan of a large estate: requests and time of each phase, against a plain REST loop and against the bare fetch of its own pages.
import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startTestDatabase } from '@/lib/launch/test-database'
import startBroker from '@/lib/launch/test-postgres-broker'
import { benchRestLoop } from './rest-loop'
import { benchScanWrite } from './scan-write'
import { type Asked, benchVariablePhase } from './variable-phase'

export type BenchLine = { name: string; ours: number; baseline: number; ratio: number; goal: number; met: boolean }

export type ScanEstate = { projects: number; variables: number; groups: number; latency: number }

export type DemoProcess = { url: string; token: string; requests(): Promise<Asked[]>; clear(): Promise<void> }

type ScanRun = {
  seconds: number
  state: string
  complete: boolean
  variables: number
  memory: number
  readingMemory: number
}

const here = path.dirname(fileURLToPath(import.meta.url))

/** Times are seconds. A line with `atMost` is met up to its goal, one with `atLeast` from it on. */
const line = (name: string, ours: number, baseline: number, goal: { atMost?: number; atLeast?: number }): BenchLine => {
  const atLeast = goal.atLeast
  const ratio = atLeast === undefined ? ours / baseline : baseline / ours
  return {
    name,
    ours,
    baseline,
    ratio,
    goal: atLeast ?? goal.atMost ?? 1,
    met: atLeast === undefined ? ratio <= (goal.atMost ?? 1) : ratio >= atLeast,
  }
}

/** Starts what it needs: a demo GitLab with that estate, and a PostgreSQL. */
export async function benchScan(
  say: (text: string) => void = () => {},
  estate: ScanEstate = { projects: 5000, variables: 20, groups: 10, latency: 40 },
): Promise<BenchLine[]> {
  const stopBroker = await startBroker()
  const [demoProcess, database] = await Promise.all([startDemo(estate), startTestDatabase()])
  process.env.CUTOVER_DATABASE_URL = database.workerUrl
  const { demo } = demoProcess
  try {
    say(
      `${estate.projects} projects in ${estate.groups} top-level groups, ${estate.variables} variables each, ${estate.latency} ms`,
    )
    const loop = await benchRestLoop(demo, Math.min(500, estate.projects))
    say(
      `REST loop: ${loop.measured.toFixed(1)} s for a sample of ${loop.sample} projects, ${loop.seconds.toFixed(1)} s for all`,
    )
    const phase = await benchVariablePhase(demo)
    const write = await benchScanWrite(phase.scanned, database.workerUrl)
    const first = await scanInChild(demo, database.workerUrl)
    say(
      `first scan: ${first.seconds.toFixed(1)} s, ${first.variables} variables, ${first.readingMemory.toFixed(0)} MB while reading`,
    )
    const firstAsked = countKinds(await demo.requests())
    await demo.clear()
    const again = await scanInChild(demo, database.workerUrl)
    say(`unchanged rescan: ${again.seconds.toFixed(1)} s`)
    const againAsked = countKinds(await demo.requests())
    const active = estate.projects
    return [
      line('scan: variables, seconds against a REST loop', phase.ours, loop.seconds, { atLeast: 20 }),
      line('scan: variables, seconds against the bare fetch of the same pages', phase.ours, phase.bare, {
        atMost: 1.3,
      }),
      line('scan: variables, requests (60 at most)', phase.requests, 60, { atMost: 1 }),
      line('scan: rows written, seconds against the bare insert', write.ours, write.bare, { atMost: 2 }),
      line('scan: configuration, requests a project (2 at most)', firstAsked.usage / active, 2, { atMost: 1 }),
      line(
        'scan: included files, requests for each file',
        firstAsked.included / Math.max(1, firstAsked.includedFiles),
        1,
        { atMost: 1 },
      ),
      line('scan: schedules and environments, requests a project (1 at most)', firstAsked.places / active, 1, {
        atMost: 1,
      }),
      line('scan: protected environments, requests a project (1 at most)', firstAsked.protection / active, 1, {
        atMost: 1,
      }),
      line(
        'rescan: configuration, requests for 50 projects (1 at most)',
        (againAsked.usage + againAsked.included) / (active / 50),
        1,
        { atMost: 1 },
      ),
      line(
        'scan: megabytes of the process while reading (512 at most)',
        Math.max(first.readingMemory, again.readingMemory),
        512,
        { atMost: 1 },
      ),
      line('scan: megabytes of the process with working out (512 at most)', Math.max(first.memory, again.memory), 512, {
        atMost: 1,
      }),
    ]
  } finally {
    demoProcess.child.disconnect()
    const { closeDatabase } = await import('@/lib/db/database')
    await closeDatabase()
    await database.stop()
    await stopBroker()
  }
}

async function startDemo(estate: ScanEstate): Promise<{ demo: DemoProcess; child: ChildProcess }> {
  const child = fork(path.join(here, 'demo-child.mjs'), [
    JSON.stringify({ ...estate, includes: true, noValues: false }),
  ])
  const { url, tokens } = await answerOf<{ url: string; tokens: { admin: string } }>(child)
  const control = `${url}/-/demo/requests`
  return {
    child,
    demo: {
      url,
      token: tokens.admin,
      requests: async () => (await fetch(control)).json(),
      clear: async () => {
        await fetch(control, { method: 'DELETE' })
      },
    },
  }
}

async function scanInChild(demo: DemoProcess, databaseUrl: string): Promise<ScanRun> {
  const child = fork(path.join(here, 'scan-child.mjs'), {
    env: {
      ...process.env,
      CUTOVER_DATABASE_URL: databaseUrl,
      GITLAB_URL: demo.url,
      GITLAB_TOKEN: demo.token,
      GITLAB_INCLUDE: '',
    },
  })
  const run = await answerOf<ScanRun>(child)
  if (run.state !== 'done' || !run.complete) throw new Error(`The scan ended as ${run.state} with gaps.`)
  return run
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T))
    child.once('exit', (code) => reject(new Error(`A process of the benchmark ended with ${code}.`)))
  })
}

function countKinds(requests: Asked[]) {
  const count = (matches: (request: Asked) => boolean) => requests.filter(matches).length
  const files = requests.filter(({ path: where }) => /\/repository\/files\//.test(where))
  const isIncluded = ({ path: where }: Asked) => /\/files\/ci%2F/i.test(where)
  const included = files.filter(isIncluded)
  return {
    usage:
      count(({ path: where }) => /\/ci\/lint$|\/repository\/commits\//.test(where)) + files.length - included.length,
    included: included.length,
    includedFiles: new Set(included.map(({ path: where, query }) => JSON.stringify([where, query]))).size,
    places: count(({ graphql }) => graphql?.query.startsWith('query schedules(') ?? false),
    protection: count(({ path: where }) => /\/projects\/\d+\/protected_environments$/.test(where)),
  }
}
