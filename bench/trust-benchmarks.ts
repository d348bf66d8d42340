// What the engine decides a second, against what a real server does in the same run.
import { startServer } from '@/conformance/start-server'
import { accessMatrix } from '@/lib/core/render/access-matrix'
import { accessModel } from '@/lib/core/render/access-model'
import { accessOf } from '@/lib/core/trust/evaluate-access'
import { evaluateLogin } from '@/lib/core/trust/evaluate-login'
import type { Flavour } from '@/lib/core/trust/flavour'
import { benchEstate } from './bench-estate'
import { type Benchmark, ratePerSecond } from './benchmark'
import { type LiveLogins, liveLogins } from './live-logins'
import { type LoginCase, type LoginCases, loginCases } from './login-cases'

const liveSeconds = 6
const engineSeconds = 3

type Live = LiveLogins & { decisions: number; cases: number; passed: number; flavour: string }

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
    const model = accessModel(benchEstate(20))
    const given = loginCases(model, Math.floor(Date.now() / 1000))
    const logins = await liveLogins(started.server, { model, given, seconds: liveSeconds })
    const ours = given.cases.map((one) => decide(given, one, model.flavour))
    const wrong = given.cases.findIndex((_, at) => ours[at]?.status !== logins.statuses[at])
    if (wrong >= 0) {
      const { role } = given.cases[wrong] ?? { role: '' }
      throw new Error(`${role}: the server says ${logins.statuses[wrong]}, the engine ${ours[wrong]?.status}`)
    }
    const decisions = ratePerSecond(engineSeconds, () => {
      for (const one of given.cases) decide(given, one, model.flavour)
      return given.cases.length
    })
    const passed = ours.filter(({ status }) => status === 200).length
    return { ...logins, decisions, cases: given.cases.length, passed, flavour: started.server.flavour }
  } finally {
    await started.stop()
  }
}

/** A login, and where it passes a read of each path of the role. */
function decide(
  { config, roles, rules }: LoginCases,
  { role, claims, paths }: LoginCase,
  flavour: Flavour,
): { status: number; reads: number } {
  const now = Number(claims.iat)
  const verdict = evaluateLogin({ config, roles, roleName: role, claims, now, source: '127.0.0.1', flavour })
  if (verdict.token === null) return { status: verdict.status, reads: 0 }
  const { policies, alias, metadata } = verdict.token
  const held = new Map([...rules].filter(([name]) => policies.includes(name)))
  const identity = { alias: () => ({ name: alias, metadata }), groups: [] }
  const ask = accessOf(held, { policies, identity }, now, flavour)
  return { status: 200, reads: paths.filter((path) => ask(path, 'read').allowed).length }
}

export const decisions: Benchmark = {
  name: 'trust-decisions',
  unit: 'decisions',
  goal: 100,
  baselineOf: 'live logins',
  async measure(say) {
    const run = await liveRun(say)
    if ('skip' in run) return run
    const notes = [
      `${run.cases} different logins, ${run.passed} of them pass; ${run.flavour}, 16 connections; all statuses agree`,
    ]
    return { ours: run.decisions, baseline: run.aSecond, notes }
  },
}

const size = { projects: 1000, triggers: 10, environments: 4 }

export const matrix: Benchmark = {
  name: 'trust-matrix',
  unit: 'cells',
  goal: 100,
  baselineOf: 'live logins',
  async measure(say) {
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
    const live = wanted / run.aSecond
    const notes = [
      `${wanted} cells in ${seconds.toFixed(2)} s, in which ${readable} variables are read; as many live logins take ${live.toFixed(0)} s`,
    ]
    return { ours: cells / seconds, baseline: run.aSecond, notes }
  },
}
