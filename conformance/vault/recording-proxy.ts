// Stands between the worker's code and the server: records what passes, and can go away and come back.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'

export type Passed = { method: string; path: string; status: number; answer: string }

export class RecordingProxy {
  readonly passed: Passed[] = []
  private server: Server | null = null
  private port = 0

  constructor(private readonly target: string) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Listens, at the same port each time. */
  async open(): Promise<void> {
    const server = createServer(async (incoming, response) => {
      const { method = 'GET', url = '/' } = incoming
      const parts: Buffer[] = []
      for await (const part of incoming) parts.push(part)
      const { host: _host, connection: _connection, ...headers } = incoming.headers
      const answer = await request(`${this.target}${url}`, {
        method: method === 'POST' ? 'POST' : 'GET',
        headers,
        body: parts.length > 0 ? Buffer.concat(parts) : null,
      })
      const text = await answer.body.text()
      this.passed.push({ method, path: url, status: answer.statusCode, answer: text })
      response.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end(text)
    })
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.port = (server.address() as AddressInfo).port
    this.server = server
  }

  async close(): Promise<void> {
    const closed = this.server
    this.server = null
    closed?.closeAllConnections()
    await new Promise((resolve) => (closed ? closed.close(resolve) : resolve(null)))
  }
}
