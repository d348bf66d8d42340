// Starts the demo GitLab: an HTTP server that answers as GitLab's API does, over an estate in memory.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildEstate } from './build-estate.ts'
import type { TokenName } from './http/authenticate.ts'
import { createDemoServer } from './http/create-demo-server.ts'
import type { Fault } from './http/faults.ts'
import type { RecordedRequest } from './http/request-log.ts'
import { StateDir } from './state-dir.ts'
import type { World } from './world/world.ts'

export interface DemoGitlabOptions {
  port?: number
  host?: string
  /** Keeps tokens, the port and what was changed over a restart. */
  stateDir?: string
  /** With `projects` the story is replaced by a generated estate of that many projects with `variables` each. */
  projects?: number
  variables?: number
  /** Top-level groups of the generated estate (1), and whether its projects share an included file. */
  groups?: number
  includes?: boolean
  /** Of GitLab, such as `16.11.3-ee`: fields that came later are not there. */
  version?: string
  /** Milliseconds before each answer. */
  latency?: number
  /** Refuses, and counts, every request whose answer would hold a variable's value. */
  noValues?: boolean
  /** Makes every value unique: `<canary>-000001` and so on. */
  canary?: string
}

export interface DemoGitlab {
  url: string
  port: number
  tokens: Record<TokenName, string>
  requests(): RecordedRequest[]
  clearRequests(): void
  setFaults(faults: Fault | Fault[]): void
  /** How many requests were refused because they asked for a value (`noValues`). */
  refusedValues(): number
  /** An ID token as GitLab gives to a job: issuer and times are added, `claims` win. */
  signIdToken(claims: Record<string, unknown>): string
  world: World
  close(): Promise<void>
}

/**
 * Starts the server and answers once it listens. A taken `port` rejects with Node's EADDRINUSE error; when only the
 * port of the last run is taken, any free one is used.
 */
export async function startDemoGitlab(options: DemoGitlabOptions = {}): Promise<DemoGitlab> {
  const state = new StateDir(
    options.stateDir,
    options.projects === undefined ? 'story' : `${options.projects}x${options.variables ?? 10}`,
  )
  const world = buildEstate(options)
  if (options.version !== undefined) world.version = options.version
  state.restore(world)
  const host = options.host ?? '127.0.0.1'
  const demo = createDemoServer({ world, state, latency: options.latency ?? 0, noValues: options.noValues ?? false })
  if (options.port !== undefined && options.port !== 0) {
    await listen(demo.server, options.port, host)
  } else {
    await listen(demo.server, state.port(), host).catch(() => listen(demo.server, 0, host))
  }
  const port = (demo.server.address() as AddressInfo).port
  state.rememberPort(port)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  demo.setUrl(url)
  return {
    url,
    port,
    tokens: state.tokens,
    requests: () => demo.log.all(),
    clearRequests: () => demo.log.clear(),
    setFaults: (faults) => demo.faults.set(Array.isArray(faults) ? faults : [faults]),
    refusedValues: () => demo.refusedValues(),
    signIdToken: (claims) => state.signIdToken(url, claims),
    world,
    close: () => demo.close(),
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
