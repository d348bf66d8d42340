// The demo estate, scanned, mapped and applied to a real server: what the tests of this folder start from.
import process from 'node:process'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { type AccessModel, accessModel } from '@/lib/core/render/access-model'
import { type BindingRow, bindingTable } from '@/lib/core/render/binding-table'
import { exportFiles } from '@/lib/core/render/export-files'
import { flavourOf } from '@/lib/core/trust/flavour'
import { closeDatabase } from '@/lib/db/database'
import { startTestDatabase } from '@/lib/launch/test-database'
import type { Planned } from '@/lib/services/load-plan'
import { startServer } from '../start-server'
import { type Applied, applyArtefacts } from './apply-artefacts'
import { estateRules } from './estate-rules'
import { EstateServer } from './estate-server'
import { type EstateValues, estateValues } from './estate-values'
import { scanDemo } from './scan-demo'

export type PreparedEstate = {
  flavour: string
  demo: DemoGitlab
  server: EstateServer
  planned: Planned
  model: AccessModel
  rows: BindingRow[]
  values: EstateValues
  applied: Applied
  close(): Promise<void>
}

/** Gives the estate, or in one line why there is no server. Throws where the server refuses what was rendered. */
export async function prepareEstate(say: (line: string) => void): Promise<PreparedEstate | { skip: string }> {
  const started = await startServer(say)
  if ('skip' in started) return started
  const [demo, stored] = await Promise.all([startDemoGitlab(), startTestDatabase()])
  const server = new EstateServer(started.server)
  const close = async () => {
    await server.close()
    await closeDatabase()
    await Promise.all([demo.close(), stored.stop(), started.stop()])
  }
  try {
    process.env.CUTOVER_DATABASE_URL = stored.workerUrl
    const flavour = flavourOf(started.server.flavour)
    if (flavour === null) throw new Error(`The engine does not know ${started.server.flavour}`)
    await server.open()
    const planned = await scanDemo(demo, (estate) => estateRules(server.place, estate))
    const { estate, plan, rules } = planned
    const values = estateValues(plan)
    const { files } = exportFiles({ estate, plan, rules })
    const applied = await applyArtefacts(server, { files, plan, rules, values })
    const model = accessModel({ ...planned, flavour })
    const rows = bindingTable(planned)
    return { flavour: started.server.flavour, demo, server, planned, model, rows, values, applied, close }
  } catch (error) {
    await close()
    throw error
  }
}
