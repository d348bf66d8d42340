// The start-up check against the demo GitLab, and against servers that are none.
import { createServer, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import type { GitlabSettings } from '@/lib/env'
import { Secret } from '@/lib/secret'
import { checkConnection } from './check-connection'

let demo: DemoGitlab
const servers: Server[] = []
beforeAll(async () => {
  demo = await startDemoGitlab()
})
afterEach(() => demo.setFaults([]))
afterAll(async () => {
  await demo.close()
  for (const server of servers) server.close()
})

async function answering(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => {
    response.statusCode = status
    response.end(body)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

const now = new Date('2026-01-02T03:04:05Z')

function check(settings: Partial<GitlabSettings> = {}) {
  const all = { url: demo.url, scanToken: new Secret(demo.tokens.read), writeToken: null, include: [], ca: null }
  return checkConnection({ name: null, ...all, demo: true, ...settings }, now)
}

describe('the start-up check', () => {
  it('tells version, edition, and per token name, scopes, expiry and what is possible', async () => {
    const found = await check({ writeToken: new Secret(demo.tokens.write), include: ['shop'] })
    expect(found).toMatchObject({
      url: demo.url,
      checkedAt: now.toISOString(),
      enterprise: true,
      include: ['shop'],
      problem: null,
    })
    expect(found.version).toMatch(/^\d+\.\d+/)
    expect(found.tokens.map(({ purpose, state, name, scopes }) => [purpose, state, name, scopes])).toEqual([
      ['scan', 'works', 'cutover-scan', ['read_api']],
      ['write', 'works', 'cutover-author', ['api']],
    ])
    expect(found.tokens[0]?.means).toContain('could read values; the scan does not')
    expect(JSON.stringify(found)).not.toContain(demo.tokens.read)
  })

  it('takes only its part away when the write token is missing', async () => {
    const found = await check()
    expect(found.problem).toBeNull()
    expect(found.tokens[1]).toMatchObject({ state: 'missing', means: expect.stringContaining('GITLAB_WRITE_TOKEN') })
  })

  it('asks nothing without a scan token, and says what is missing', async () => {
    demo.clearRequests()
    const found = await check({ scanToken: null })
    expect(found.problem).toContain('GITLAB_TOKEN')
    expect(demo.requests()).toEqual([])
  })

  it('tells a wrong token, an expired one and one without the scope apart', async () => {
    const states = async (settings: Partial<GitlabSettings>) => {
      const { tokens, problem } = await check(settings)
      return [tokens[0]?.state, problem]
    }
    expect(await states({ scanToken: new Secret('glpat-wrong') })).toEqual([
      'refused',
      expect.stringContaining('refused the token'),
    ])
    const gone = '{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization."}'
    expect(await states({ url: await answering(401, gone) })).toEqual(['expired', expect.stringContaining('expired')])
    const inactive = '{"name":"old","scopes":["read_api"],"expires_at":"2020-01-01","active":false}'
    expect(await states({ url: await answering(200, inactive) })).toEqual([
      'expired',
      expect.stringContaining('expired'),
    ])
    const narrow = '{"name":"narrow","scopes":["read_user"],"active":true}'
    expect(await states({ url: await answering(200, narrow) })).toEqual([
      'scope_missing',
      expect.stringContaining('read_api'),
    ])
    const refused = '{"error":"insufficient_scope","error_description":"The request requires higher privileges."}'
    expect(await states({ url: await answering(403, refused) })).toEqual([
      'scope_missing',
      expect.stringContaining('read_api'),
    ])
    const { tokens } = await check({ writeToken: new Secret(demo.tokens.read) })
    expect(tokens[1]).toMatchObject({ state: 'scope_missing', means: expect.stringContaining('scope api') })
  })

  it.each([
    ['a web server', 404, '<html>Not found</html>', 'GITLAB_URL'],
    ['an API of something else', 404, '{"message":"no such route"}', 'GITLAB_URL'],
    ['a sign-in page', 200, '<!doctype html><html></html>', 'web page'],
    ['JSON of another shape', 200, '{"hello":"world"}', 'error of its own'],
  ])('says what is wrong where %s answers', async (_, status, body, words) => {
    const found = await check({ url: await answering(status, body) })
    expect(found.problem).toContain(words)
    expect(found.tokens[0]?.state).toBe('unreachable')
    expect(found.version).toBeNull()
  })

  it('works without the version when GitLab keeps it to itself', async () => {
    demo.setFaults({ kind: '500', path: '/metadata' })
    expect(await check()).toMatchObject({ version: null, enterprise: null, problem: null })
  })
})
