// The jobs of the example project on an OpenBao of their own, with its audit log, and on a PostgreSQL: all as rendered.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import type { Estate } from '@/lib/core/inventory/estate'
import type { Plan } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { ArtefactFile } from '@/lib/core/render/artefact-file'
import { exportFiles } from '@/lib/core/render/export-files'
import { makePlan } from '@/lib/core/render/make-plan'
import { policyPath } from '@/lib/core/render/plan-policies'
import { buildProgram, openbao } from '../build-program'
import { cacheFolder } from '../cache-folder'
import { applyArtefacts } from '../estate/apply-artefacts'
import { EstateServer } from '../estate/estate-server'
import { findOnPath } from '../find-on-path'
import { startProgram } from '../start-server'
import { jobsEstate, jobsRules, values } from './jobs-estate'

export type PreparedJobs = {
  server: EstateServer
  demo: DemoGitlab
  estate: Estate
  plan: Plan
  rules: RulesFile
  files: ArtefactFile[]
  /** A token for the one role, as a job of GitLab has it. */
  idToken(change?: Record<string, unknown>): string
  /** What the server has answered since the last call, as `operation path` in order. */
  asked(): Promise<string[]>
  close(): Promise<void>
}

/**
 * Gives the server with everything applied but the database connection, or in one line why there is none. It is never one
 * that somebody named: it must have an audit log, and reach the database of the tests.
 */
export async function prepareJobs(say: (line: string) => void): Promise<PreparedJobs | { skip: string }> {
  const found = await findOnPath('bao')
  const program = found === null ? await buildProgram(cacheFolder(process.env), openbao, say) : { file: found }
  if ('skip' in program) return program
  const folder = await mkdtemp(path.join(tmpdir(), 'cutover-jobs-'))
  const audit = path.join(folder, 'audit.log')
  const started = await startProgram(program.file, { audit })
  if ('skip' in started) return started
  const demo = await startDemoGitlab()
  const server = new EstateServer(started.server)
  const close = async () => {
    await server.close()
    await Promise.all([demo.close(), started.stop()])
    await rm(folder, { recursive: true })
  }
  try {
    await server.open()
    const { estate, analysis } = jobsEstate(demo.url)
    const rules = jobsRules(server.place)
    const plan = makePlan({ estate, analysis, rules, today: '2026-11-25' })
    const { files } = exportFiles({ estate, plan, rules })
    await applyArtefacts(server, { files, plan, rules, values: valuesOf(plan) })
    const asked = auditReader(audit)
    await asked()
    const idToken = (change = {}) => demo.signIdToken({ ...claimsOf(plan), aud: server.place.address, ...change })
    return { server, demo, estate, plan, rules, files, idToken, asked, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What is put into KV, by path. */
function valuesOf(plan: Plan): Map<string, Record<string, string>> {
  const put = new Map<string, Record<string, string>>()
  for (const { key, placement } of plan.jobs.flatMap(({ entries }) => entries)) {
    const value = values[key]
    if (value === undefined) continue
    const at = policyPath(placement)
    put.set(at, { ...put.get(at), [placement.target.field]: value })
  }
  return put
}

/** Of the one role: the first value of each claim that it binds. */
function claimsOf(plan: Plan): Record<string, string> {
  const [role] = plan.roles
  if (role === undefined || plan.roles.length > 1) throw new Error('The example has one role')
  const claims = Object.entries(role.boundClaims).map(([name, want]) => [name, [want].flat()[0] ?? ''])
  return { ...Object.fromEntries(claims), sub: 'project_path:shop/api:ref_type:branch:ref:main' }
}

type Entry = { type: string; request: { operation: string; path: string } }

function auditReader(file: string): () => Promise<string[]> {
  let seen = 0
  return async () => {
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    const fresh = lines.slice(seen)
    seen = lines.length
    const entries = fresh.map((line): Entry => JSON.parse(line))
    return entries
      .filter(({ type }) => type === 'response')
      .map(({ request: { operation, path } }) => `${operation} ${path}`)
  }
}
