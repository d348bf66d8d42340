// One PostgreSQL for a whole test run, started when the first test asks for a database. Vitest calls this file as globalSetup.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startTimeOf } from '../../bin/setup/pid-lock.mjs'
import { createDatabase, roles, startServerWithRoles } from './embedded-postgres'
import { migrate } from './migrate'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const prefix = 'cutover-test-'
const template = 'cutover_template'

/** Folders of runs that were killed. Their servers are gone: each is ended by its guard. */
function removeLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0
    if (pid && startTimeOf(pid) === null) rmSync(path.join(tmpdir(), name), { recursive: true, force: true })
  }
}

async function startServer() {
  removeLeftovers()
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`))
  const server = await startServerWithRoles(folder, false)
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await server.asSuperuser((client) => createDatabase(client, template))
    await migrate(server.urlsOf(template).ownerUrl, path.join(root, 'prisma', 'migrations'), [roles.worker, roles.web])
  } catch (error) {
    await stop()
    throw error
  }
  return { ...server, stop }
}

function broker() {
  let server: ReturnType<typeof startServer> | undefined
  let made = 0
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => {})
    return mine
  }
  return {
    // A template can be copied by one at a time.
    create: () =>
      inTurn(async () => {
        server ??= startServer()
        const { asSuperuser, urlsOf } = await server
        made += 1
        const name = `test_${made}`
        await asSuperuser((client) => createDatabase(client, name, template))
        return { name, ...urlsOf(name) }
      }),
    /** A role that may make roles, as the connection of a database engine has one; gone with the run. */
    manager: (name: string) =>
      inTurn(async () => {
        server ??= startServer()
        const { asSuperuser, urlsOf } = await server
        if (!/^test_\d+$/.test(name)) throw new Error(`No test database is called ${name}`)
        const role = `manager_of_${name}`
        const password = randomBytes(16).toString('hex')
        await asSuperuser(async (client) => {
          await client.query(`CREATE ROLE ${role} LOGIN CREATEROLE PASSWORD '${password}'`)
          await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${role} WITH GRANT OPTION`)
        })
        const url = new URL(urlsOf(name).ownerUrl)
        url.username = role
        url.password = password
        return { managerUrl: url.href }
      }),
    drop: (name: string) =>
      inTurn(async () => {
        const running = await server
        if (/^test_\d+$/.test(name))
          await running?.asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
      }),
    stop: () => inTurn(async () => (await server?.catch(() => undefined))?.stop()),
  }
}

/** Serves databases at the address in CUTOVER_TEST_POSTGRES for as long as the run lasts; resolves to what ends it all. */
export default async function startBroker(): Promise<() => Promise<void>> {
  const databases = broker()
  const http = createServer(async (request, response) => {
    try {
      const name = (request.url ?? '').slice(1)
      const made = () => (name === '' ? databases.create() : databases.manager(name))
      const answer = request.method === 'POST' ? await made() : await databases.drop(name)
      response.end(JSON.stringify(answer ?? {}))
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? (error.stack ?? error.message) : String(error))
    }
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  process.env.CUTOVER_TEST_POSTGRES = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
  return async () => {
    http.closeAllConnections()
    http.close()
    await databases.stop()
  }
}
