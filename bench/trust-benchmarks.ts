// What the engine decides a second, against what a real server does in the same run.
import { startServer } from '@/conformance/start-server'
import { accessMatrix } from '@/lib/core/render/access-matrix'
import { accessModel } from '@/lib/core/render/access-model'
import { benchEstate } from './bench-estate'
import { type BenchLine, rateLine } from './bench-line'
import { decideCase } from './decide-case'
import { decideInThreads } from './decide-in-threads'
import { connections, type LiveLogins, liveLogins } from './live-logins'
import { loginCases } from './login-cases'

const liveSeconds = 6
const engineSeconds = 4
const projects = 20

type Live = LiveLogins & { decided: number; threads: number; cases: number; passed: number; flavour: string }

let live: Promise<Live | { skip: string }> | null = null

/** Both rates of one run, once: later benchmarks compare with the same logins. */
function liveRun(say: (line: string) => void): Promise<Live | { skip: string }> {
  live ??= measureLogins(say)
  return live
}

async function measureLogins(say: (line: string) => void): Promise<Live | { skip: string }> {
  const started = await startServer(say)
  if ('skip' in started) return started
  try {
    const model = accessModel(benchEstate(projects))
    const now = Math.floor(Date.now() / 1000)
    const given = loginCases(model, now)
    const logins = await liveLogins(started.server, { model, given, seconds: liveSeconds })
    const ours = given.cases.map((one) => decideCase(given, one, model.flavour))
    const wrong = given.cases.findIndex((_, at) => ours[at]?.status !== logins.statuses[at])
    if (wrong >= 0) {
      const { role } = given.cases[wrong] ?? { role: '' }
      throw new Error(`${role}: the server says ${logins.statuses[wrong]}, the engine ${ours[wrong]?.status}`)
    }
    const { aSecond: decided, threads } = await decideInThreads({ projects, now, seconds: engineSeconds })
    const passed = ours.filter(({ status }) => status === 200).length
    return { ...logins, decided, threads, cases: given.cases.length, passed, flavour: started.server.flavour }
  } finally {
    await started.stop()
  }
}

/** Goal: a hundred decisions for each login of the server. */
export async function benchDecisions(say: (line: string) => void): Promise<BenchLine[] | { skip: string }> {
  const run = await liveRun(say)
  if ('skip' in run) return run
  say(
    `${run.cases} different logins, ${run.passed} of them pass; decided alike by ${run.flavour} over ${connections} connections`,
  )
  say(`the engine in ${run.threads} threads, one for each core`)
  const rates = { ours: run.decided, baseline: run.aSecond }
  return [rateLine('trust: decisions a second, against live logins a second', rates, 100)]
}

const size = { projects: 1000, triggers: 10, environments: 4 }

/** Goal: it answers in a page while the server would be asked for a minute. */
export async function benchMatrix(say: (line: string) => void): Promise<BenchLine[] | { skip: string }> {
  const run = await liveRun(say)
  if ('skip' in run) return run
  const input = benchEstate(size.projects)
  const begun = performance.now()
  const model = accessModel(input)
  let cells = 0
  let readable = 0
  for (const path of model.projects.keys()) {
    for (const { cells: row } of accessMatrix(model, path)?.rows ?? []) {
      cells += row.length
      for (const cell of row) readable += cell.readable
    }
  }
  const seconds = (performance.now() - begun) / 1000
  const wanted = size.projects * size.triggers * size.environments
  if (cells !== wanted) throw new Error(`The matrix has ${cells} cells, not ${wanted}`)
  // Who fills a cell by hand tries each role of the project.
  const logins = (wanted * input.plan.roles.length) / size.projects
  const live = logins / run.aSecond
  say(`${wanted} cells in ${seconds.toFixed(2)} s, in which ${readable} variables are read`)
  say(`the ${logins} logins behind them take ${live.toFixed(0)} s live`)
  const rates = { ours: cells / seconds, baseline: wanted / live }
  return [rateLine('trust: cells of the access matrix a second, against live logins for them', rates, 20)]
}
