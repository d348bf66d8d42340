// The whole demo estate on a real server: what the binding table promises is read, and nothing else is.
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { type AccessModel, accessModel } from '@/lib/core/render/access-model'
import { type BindingRow, bindingTable } from '@/lib/core/render/binding-table'
import { exportFiles } from '@/lib/core/render/export-files'
import { flavourOf } from '@/lib/core/trust/flavour'
import { closeDatabase } from '@/lib/db/database'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { inParallel } from '@/lib/services/in-parallel'
import type { Planned } from '@/lib/services/load-plan'
import { type StartedServer, startServer } from '../start-server'
import { applyArtefacts } from './apply-artefacts'
import { asksForProduction, estateAttempts } from './estate-attempts'
import { estateRules } from './estate-rules'
import { EstateServer } from './estate-server'
import { estateValues } from './estate-values'
import { scanDemo } from './scan-demo'
import { tryAttempt } from './try-attempt'

type Ready = {
  demo: DemoGitlab
  server: EstateServer
  planned: Planned
  model: AccessModel
  rows: BindingRow[]
  values: ReturnType<typeof estateValues>
}

let started: StartedServer | null = null
let stored: TestDatabase | null = null
let ready: Ready | null = null
let skip = ''
const say = (line: string) => process.stderr.write(`${line}\n`)

beforeAll(async () => {
  const result = await startServer(say)
  if ('skip' in result) {
    skip = result.skip
    return
  }
  started = result
  const flavour = flavourOf(result.server.flavour)
  if (flavour === null) throw new Error(`The engine does not know ${result.server.flavour}`)
  const [demo, database] = await Promise.all([startDemoGitlab(), startTestDatabase()])
  stored = database
  process.env.CUTOVER_DATABASE_URL = database.workerUrl
  const server = new EstateServer(result.server)
  await server.open()
  const planned = await scanDemo(demo, (estate) => estateRules(server.place, estate))
  const { estate, plan, rules } = planned
  const values = estateValues(plan)
  const { files } = exportFiles({ estate, plan, rules })
  ready = { demo, server, planned, model: accessModel({ ...planned, flavour }), rows: bindingTable(planned), values }
  const applied = await applyArtefacts(server, { files, plan, rules, values })
  say(`The estate on ${result.server.flavour}: ${JSON.stringify(applied)}`)
}, 900_000)

afterAll(async () => {
  await ready?.server.close()
  await closeDatabase()
  await Promise.all([ready?.demo.close(), stored?.stop(), started?.stop()])
})

describe('the demo estate on a real server', () => {
  it('reads what the binding table promises and is refused the rest, merge requests on production first', {
    timeout: 300_000,
  }, async (context) => {
    if (ready === null) {
      say(`The estate was not tried on a real server: ${skip}.`)
      expect(process.env.CI, 'Where CI=true a server must be there').not.toBe('true')
      return context.skip(skip)
    }
    const { demo, server, model, rows, values } = ready
    const counts = { attempts: 0, loggedIn: 0, refused: 0, promised: 0, resolved: 0, productionRefused: 0 }
    const faults: string[] = []
    await inParallel(8, estateAttempts(model, rows), async (attempt) => {
      const tried = await tryAttempt(server, model, values, attempt, demo.signIdToken(attempt.claims))
      counts.attempts++
      if (tried.loggedIn) counts.loggedIn++
      else counts.refused++
      if (!tried.loggedIn && asksForProduction(attempt)) counts.productionRefused++
      if (attempt.certain || tried.loggedIn) counts.promised += attempt.rows.length
      counts.resolved += tried.resolved
      faults.push(...tried.faults)
    })
    say(`${rows.length} rows, logins and reads: ${JSON.stringify(counts)}`)
    expect(faults).toEqual([])
    expect(counts.resolved).toBe(counts.promised)
  })
})
