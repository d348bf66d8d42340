// A server for tests that answers login, reads, transit and revocation as Vault does, and remembers what it was asked.
import { createServer, type IncomingMessage } from 'node:http'

export type FakeVault = {
  address: string
  /** Method, path and body of each request, in order. */
  calls: string[]
  /** Tokens that were given out and not revoked. */
  live: Set<string>
  /** Answers by path below `/v1/`; what is not here is 403 as for a token without a policy. */
  answers: Map<string, { status: number; body: unknown }>
  close: () => Promise<void>
}

/** `login` says how a login ends; without it every role gets a token. */
export async function startFakeVault(login?: { status: number; body: unknown }): Promise<FakeVault> {
  const calls: string[] = []
  const live = new Set<string>()
  const answers: FakeVault['answers'] = new Map()
  const server = createServer(async (request, response) => {
    const body = await textOf(request)
    const path = (request.url ?? '').replace(/^\/v1\//, '')
    calls.push([request.method, path, body].filter((part) => part !== '').join(' '))
    const { status, body: answer } = answerTo(path, String(request.headers['x-vault-token'] ?? ''))
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(answer === undefined ? undefined : typeof answer === 'string' ? answer : JSON.stringify(answer))
  })

  function answerTo(path: string, token: string): { status: number; body: unknown } {
    if (path.endsWith('/login')) {
      if (login !== undefined) return login
      const made = `hvs.${live.size}-abc_DEF`
      live.add(made)
      return { status: 200, body: { request_id: 'r', data: null, auth: { client_token: made, policies: ['p'] } } }
    }
    if (!live.has(token)) return { status: 403, body: { errors: ['permission denied'] } }
    if (path === 'auth/token/revoke-self') {
      live.delete(token)
      return { status: 204, body: undefined }
    }
    return answers.get(path) ?? { status: 403, body: { errors: ['1 error occurred:\n\t* permission denied\n\n'] } }
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    address: `http://127.0.0.1:${port}`,
    calls,
    live,
    answers,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
