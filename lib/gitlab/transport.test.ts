// The transport against a demo GitLab that misbehaves on purpose.
import { createServer, type RequestListener, type Server } from 'node:http'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { GitlabError } from './gitlab-error'
import { makeTransport, type TransportRequest } from './transport'

let demo: DemoGitlab
const servers: Server[] = []
beforeAll(async () => {
  demo = await startDemoGitlab({ canary: 'CANARY' })
})
afterEach(() => {
  demo.setFaults([])
  demo.clearRequests()
})
afterAll(async () => {
  await demo.close()
  for (const server of servers) server.close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

const read: TransportRequest = { method: 'GET', path: 'v4/projects' }
const waits: number[] = []

function transport(settings: { url?: string; token?: string; timeout?: number } = {}) {
  waits.length = 0
  return makeTransport(
    { url: settings.url ?? demo.url, ca: null },
    () => settings.token ?? demo.tokens.read,
    (seconds) => waits.push(seconds),
    settings.timeout,
  )
}

async function failure(work: Promise<unknown>): Promise<GitlabError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof GitlabError)) throw new Error(`expected a GitlabError, not ${inspect(error)}`)
  return error
}

describe('what goes wrong', () => {
  it('says wrong URL for a web page with 404, not JSON for one with 200', async () => {
    const url = await serve((request, response) => {
      response.statusCode = request.url?.startsWith('/gitlab') ? 404 : 200
      response.end('<!doctype html><html><body>Welcome</body></html>')
    })
    expect((await failure(transport({ url: `${url}/gitlab` })(read))).code).toBe('gitlab_wrong_url')
    expect((await failure(transport({ url })(read))).code).toBe('gitlab_not_json')
    demo.setFaults({ kind: 'html' })
    expect((await failure(transport()(read))).code).toBe('gitlab_not_json')
  })

  it('says unauthorized for a wrong token and asks only once', async () => {
    expect((await failure(transport({ token: 'glpat-wrong' })(read))).code).toBe('gitlab_unauthorized')
    expect(demo.requests()).toHaveLength(1)
  })

  it('says unreachable where nothing listens', async () => {
    expect((await failure(transport({ url: 'http://127.0.0.1:9' })(read))).code).toBe('gitlab_unreachable')
  })

  it('gives up on an answer that never comes', async () => {
    demo.setFaults({ kind: 'hang' })
    expect((await failure(transport({ timeout: 300 })(read))).code).toBe('gitlab_timeout')
  })

  it('gives up on an answer that begins and never ends', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('[{"id":')
    })
    expect((await failure(transport({ url, timeout: 300 })(read))).code).toBe('gitlab_timeout')
  })

  it('does not repeat a 500', async () => {
    demo.setFaults({ kind: '500' })
    const error = await failure(transport()(read))
    expect([error.code, error.status]).toEqual(['gitlab_failed', 500])
    expect(demo.requests()).toHaveLength(1)
  })

  it('takes an HTML page of a proxy with 502 as a failure, not as a wrong address', async () => {
    demo.setFaults({ kind: '502' })
    expect((await failure(transport()({ ...read, method: 'DELETE' }))).code).toBe('gitlab_failed')
  })
})

describe('what passes by itself', () => {
  it.each(['502', '503', 'truncated'] as const)('repeats a read after %s', async (kind) => {
    demo.setFaults({ kind, count: 1 })
    expect((await transport()(read)).status).toBe(200)
    expect(demo.requests()).toHaveLength(2)
  })

  it('repeats a read whose connection broke', async () => {
    let asked = 0
    const url = await serve((request, response) => {
      asked += 1
      if (asked === 1) request.socket.destroy()
      else response.end('[]')
    })
    expect((await transport({ url })(read)).body).toEqual([])
  })

  it('leaves a 503 of GraphQL to the caller, who asks for less', async () => {
    demo.setFaults({ kind: '503' })
    const graphql = { method: 'POST', path: 'graphql', body: '{"query":"{ currentUser { id } }"}' }
    expect((await failure(transport()(graphql))).status).toBe(503)
    expect(demo.requests()).toHaveLength(1)
  })

  it.each(['502', '503', 'truncated'] as const)('never repeats a write after %s', async (kind) => {
    demo.setFaults({ kind })
    await failure(transport()({ method: 'POST', path: 'v4/projects/1/merge_requests', body: '{}' }))
    expect(demo.requests()).toHaveLength(1)
  })

  it('waits as Retry-After says, tells so, and then goes on', async () => {
    demo.setFaults({ kind: '429', count: 2, retryAfter: 1 })
    expect((await transport()(read)).status).toBe(200)
    expect(waits).toEqual([1, 1])
  })

  it('does not wait for longer than two minutes', async () => {
    demo.setFaults({ kind: '429', retryAfter: 3600 })
    expect((await failure(transport()(read))).code).toBe('gitlab_rate_limited')
    expect(waits).toEqual([])
  })
})

describe('redirects', () => {
  it('follows a moved project on the same host once', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/api/v4/projects/old') response.writeHead(301, { location: '/api/v4/projects/7' })
      response.end('{"id":7}')
    })
    expect((await transport({ url })({ method: 'GET', path: 'v4/projects/old' })).body).toEqual({ id: 7 })
  })

  it('ends a circle of redirects', async () => {
    const url = await serve((request, response) => {
      response.writeHead(301, { location: request.url ?? '/' })
      response.end()
    })
    expect((await failure(transport({ url })(read))).code).toBe('gitlab_redirect')
  })

  it.each(['GET', 'POST', 'PUT', 'DELETE'])('sends nothing to another host, by %s', async (method) => {
    let asked = 0
    const elsewhere = await serve((_, response) => {
      asked += 1
      response.end('{}')
    })
    demo.setFaults({ kind: 'redirect', location: `${elsewhere}/api/v4/projects` })
    expect((await failure(transport()({ method, path: 'v4/projects' }))).code).toBe('gitlab_redirect')
    expect(asked).toBe(0)
  })

  it.each(['GET', 'POST'])('says wrong URL for a sign-in page on the same host, by %s', async (method) => {
    demo.setFaults({ kind: 'redirect', location: `${demo.url}/users/sign_in` })
    const { code } = await failure(transport()({ method, path: 'v4/projects' }))
    expect(['gitlab_wrong_url', 'gitlab_redirect']).toContain(code)
    expect(demo.requests()).toHaveLength(1)
  })
})

describe('errors', () => {
  const bodies: [string, number, string][] = [
    ['JSON message', 400, '{"message":"value is BODYTEXT"}'],
    ['JSON error', 403, '{"error":"BODYTEXT","error_description":"BODYTEXT"}'],
    ['plain text', 500, 'BODYTEXT'],
    ['a page', 404, '<html>BODYTEXT</html>'],
    ['a success that is no JSON', 200, 'BODYTEXT'],
  ]
  it.each(bodies)('never hold the token or what GitLab said: %s', async (_, status, body) => {
    const url = await serve((request, response) => {
      response.statusCode = status
      response.setHeader('x-echo', String(request.headers['private-token']))
      response.end(body)
    })
    const error = await failure(
      transport({ url, token: 'glpat-TOKENTEXT' })({
        method: 'POST',
        path: 'v4/x?q=QUERYTEXT',
        body: '{"a":"SENTTEXT"}',
      }),
    )
    const everything = [
      inspect(error, { depth: null, showHidden: true, getters: true }),
      JSON.stringify(error),
      JSON.stringify(Object.getOwnPropertyDescriptors(error)),
      String(error),
      error.message,
      error.stack,
      inspect(error.cause),
    ].join('\n')
    expect(everything).not.toMatch(/TOKENTEXT|BODYTEXT|SENTTEXT|QUERYTEXT/)
    expect(everything).toContain(error.code)
  })

  it('hold nothing of what was sent when the connection fails either', async () => {
    const error = await failure(
      transport({ url: 'http://127.0.0.1:9', token: 'glpat-TOKENTEXT' })({ ...read, method: 'POST', body: 'SENTTEXT' }),
    )
    expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(/TOKENTEXT|SENTTEXT/)
  })
})
