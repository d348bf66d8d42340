// A scan of a large estate: requests and time of each phase, against a plain REST loop and against the bare fetch of its own pages.
import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { closeDatabase } from '@/lib/db/database'
import { workerFlags } from '@/lib/launch/node-flags'
import type { BenchLine } from './bench-line'
import { benchRestLoop } from './rest-loop'
import { benchScanWrite } from './scan-write'
import { type Asked, benchVariablePhase } from './variable-phase'
import { withTestDatabase } from './with-test-database'

export type ScanEstate = { projects: number; variables: number; groups: number; latency: number }

export type DemoProcess = { url: string; token: string; requests(): Promise<Asked[]>; clear(): Promise<void> }

type ScanRun = {
  seconds: number
  state: string
  complete: boolean
  variables: number
  memory: number
  times: Record<string, number>
  memories: Record<string, number>
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

const wanted: ScanEstate = { projects: 5000, variables: 20, groups: 10, latency: 40 }

/** Starts what it needs: a demo GitLab with that estate, and a PostgreSQL. */
export function benchScan(say: (text: string) => void, estate = wanted): Promise<BenchLine[]> {
  return withTestDatabase(async ({ workerUrl }) => {
    process.env.CUTOVER_DATABASE_URL = workerUrl
    const { demo, child } = await startDemo(estate)
    try {
      return await measure(say, estate, demo, workerUrl)
    } finally {
      child.disconnect()
      await closeDatabase()
    }
  })
}

async function measure(
  say: (text: string) => void,
  estate: ScanEstate,
  demo: DemoProcess,
  databaseUrl: string,
): Promise<BenchLine[]> {
  say(
    `${estate.projects} projects in ${estate.groups} top-level groups, ${estate.variables} variables each, ${estate.latency} ms`,
  )
  const loop = await benchRestLoop(demo, Math.min(500, estate.projects))
  say(
    `REST loop: ${loop.measured.toFixed(1)} s for a sample of ${loop.sample} projects, ${loop.seconds.toFixed(1)} s for all`,
  )
  const phase = await benchVariablePhase(demo)
  say(
    `variables: ${phase.ours.toFixed(2)} s with ${phase.requests} requests; the bare fetch: ${phase.bare.toFixed(2)} s`,
  )
  const write = await benchScanWrite(phase.scanned, phase.items, databaseUrl)
  say(`rows written: ${write.ours.toFixed(2)} s; the bare insert: ${write.bare.toFixed(2)} s`)
  const first = await scanInChild(demo, databaseUrl)
  say(told('first scan', first))
  const asked = countKinds(await demo.requests())
  await demo.clear()
  const again = await scanInChild(demo, databaseUrl)
  say(told('unchanged rescan', again))
  const askedAgain = countKinds(await demo.requests())
  const each = (count: number) => count / estate.projects
  const most = Math.max(first.memory, again.memory)
  const once = { atMost: 1 }
  return [
    line('scan: variables against a REST loop, s', phase.ours, loop.seconds, { atLeast: 20 }),
    line('scan: variables against the bare fetch of the same pages, s', phase.ours, phase.bare, { atMost: 1.3 }),
    line('scan: requests for variables', phase.requests, 60, once),
    line('scan: rows written against the bare insert, s', write.ours, write.bare, { atMost: 2 }),
    line('scan: requests a project for configuration', each(asked.usage), 2, once),
    line('scan: requests for an included file', asked.included / Math.max(1, asked.includedFiles), 1, once),
    line('scan: requests a project for schedules and environments', each(asked.places), 1, once),
    line('scan: requests a project for protected environments', each(asked.protection), 1, once),
    line(
      'rescan: requests for configuration of 50 projects',
      50 * each(askedAgain.usage + askedAgain.included),
      1,
      once,
    ),
    line('scan: memory of the process, MB', most, 512, once),
  ]
}

/** When each step was last seen, and the memory. */
function told(what: string, { seconds, times, memories, variables, memory }: ScanRun): string {
  const steps = Object.entries(times).map(
    ([step, at]) => `${step.toLowerCase()} until ${at.toFixed(0)} s (${memories[step]?.toFixed(0)} MB)`,
  )
  return `${what}: ${seconds.toFixed(1)} s for ${variables} variables, ${memory.toFixed(0)} MB; ${steps.join(', ')}`
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
    execArgv: [...workerFlags],
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
