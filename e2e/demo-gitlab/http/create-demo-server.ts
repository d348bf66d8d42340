// The HTTP server: reads a request, applies faults, finds its answer, writes and records it.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { StateDir } from '../state-dir.ts'
import type { World } from '../world/world.ts'
import { answerApi } from './answer-api.ts'
import { identifyToken, presentedToken, type Token } from './authenticate.ts'
import type { Reply, Tree } from './context.ts'
import { answerControl } from './control.ts'
import { type Fault, Faults } from './faults.ts'
import { parseBody } from './parse-body.ts'
import { parseParameters } from './parse-parameters.ts'
import { Refusal } from './refusal.ts'
import { RequestLog } from './request-log.ts'
import { send, sendFault } from './send.ts'
import { answerSite } from './site.ts'
import { ValueGuard } from './value-guard.ts'

export interface DemoServer {
  server: Server
  log: RequestLog
  faults: Faults
  setUrl(url: string): void
  refusedValues(): number
  close(): Promise<void>
}

export interface Machine {
  world: World
  state: StateDir
  latency: number
  noValues: boolean
}

export interface Incoming {
  method: string
  path: string
  rawQuery: URLSearchParams
  headers: IncomingHttpHeaders
  query: Tree
  body: Tree
  fault: Fault | undefined
  token: Token | null
}

export function createDemoServer(machine: Machine): DemoServer {
  const log = new RequestLog()
  const faults = new Faults()
  const guard = new ValueGuard(machine.noValues)
  let url = ''

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET'
    const [path = '/', queryText = ''] = splitOnce(request.url ?? '/', '?')
    const rawQuery = new URLSearchParams(queryText)
    const bytes = await readAll(request)
    if (path.startsWith('/-/demo/')) {
      send(response, answerControl(method, path, bytes, { log, faults, guard }), method)
      return
    }
    const incoming: Incoming = {
      method,
      path,
      rawQuery,
      headers: request.headers,
      query: parseParameters(rawQuery),
      body: {},
      fault: faults.take(method, request.url ?? '/', bytes.toString('utf8')),
      token: null,
    }
    if (machine.latency > 0) await new Promise((resolve) => setTimeout(resolve, machine.latency))
    const reply = await answer(incoming, request, bytes)
    const broken = incoming.fault !== undefined && sendFault(response, incoming.fault, reply, method)
    if (!broken) send(response, reply, method)
    record(incoming, incoming.fault?.kind === 'hang' ? 0 : response.statusCode)
  }

  async function answer(incoming: Incoming, request: IncomingMessage, bytes: Buffer): Promise<Reply> {
    try {
      incoming.body = parseBody(request.headers['content-type'] ?? '', bytes)
      incoming.token = identifyToken(presentedToken(request.headers, incoming.rawQuery), machine.state.tokens)
      if (incoming.path.startsWith('/api/')) return await answerApi(incoming, machine, guard, url)
      return answerSite(incoming, machine, url)
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: error.body, headers: error.headers }
      console.error(error)
      return { status: 500, body: { message: '500 Internal Server Error', error: String(error) } }
    }
  }

  function record({ method, path, query, body, token }: Incoming, status: number): void {
    const graphql =
      path === '/api/graphql' && typeof body.query === 'string'
        ? { query: body.query, variables: objectOf(body.variables) }
        : null
    log.add({ method, path, query, body: body._list ?? body, token: token?.name ?? null, graphql, status })
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })
  return {
    server,
    log,
    faults,
    setUrl: (value) => {
      url = value
    },
    refusedValues: () => guard.refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
