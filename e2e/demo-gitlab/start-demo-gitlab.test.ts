// The demo GitLab over HTTP, from the outside.
import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { TokenName } from './http/authenticate.ts'
import { type DemoGitlab, startDemoGitlab } from './start-demo-gitlab.ts'

let demo: DemoGitlab
const stateDir = mkdtempSync(path.join(tmpdir(), 'demo-gitlab-'))
beforeAll(async () => {
  demo = await startDemoGitlab({ stateDir })
})
afterEach(() => demo.setFaults([]))
afterAll(async () => {
  await demo.close()
  rmSync(stateDir, { recursive: true })
})

async function call(method: string, where: string, body?: unknown, token: TokenName = 'write') {
  const response = await fetch(`${demo.url}/api/v4${where}`, {
    method,
    redirect: 'manual',
    headers: { 'private-token': demo.tokens[token], 'content-type': 'application/json', connection: 'close' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
}

const storefront = `/projects/${encodeURIComponent('shop/web/storefront')}`
const ledger = `/projects/${encodeURIComponent('payments/core/ledger')}`

describe('tokens', () => {
  it('tells who a token is', async () => {
    const answer = await call('GET', '/personal_access_tokens/self', undefined, 'read')
    expect(answer.body).toMatchObject({ scopes: ['read_api'], active: true, revoked: false })
  })

  it('refuses no token and an unknown one with 401, and writing by the read token with insufficient_scope', async () => {
    expect((await fetch(`${demo.url}/api/v4/projects`)).status).toBe(401)
    expect((await fetch(`${demo.url}/api/v4/projects?private_token=wrong`)).status).toBe(401)
    const refused = await call('POST', `${storefront}/variables`, { key: 'A', value: 'b' }, 'read')
    expect([refused.status, refused.body.error, refused.body.scope]).toEqual([403, 'insufficient_scope', 'api'])
  })

  it('hides one project and shows another without its variables', async () => {
    expect((await call('GET', '/projects/legal%2Fboard-minutes')).body).toEqual({ message: '404 Project Not Found' })
    expect((await call('GET', '/projects/legal%2Fdsar-exports')).status).toBe(200)
    expect((await call('GET', '/projects/legal%2Fdsar-exports/variables')).body).toEqual({ message: '403 Forbidden' })
    expect((await call('GET', '/admin/ci/variables')).status).toBe(403)
    expect((await call('GET', '/admin/ci/variables', undefined, 'admin')).body[0]).not.toHaveProperty(
      'environment_scope',
    )
  })
})

describe('variables', () => {
  it('answers 409 for an ambiguous key, the row for a scope, null for a hidden value', async () => {
    expect((await call('GET', `${storefront}/variables/ALGOLIA_ADMIN_KEY`)).status).toBe(409)
    const filter = `filter[environment_scope]=${encodeURIComponent('review/*')}`
    expect((await call('GET', `${storefront}/variables/ALGOLIA_ADMIN_KEY?${filter}`)).body.environment_scope).toBe(
      'review/*',
    )
    const hidden = await call('GET', '/projects/payments%2Fpci%2Fcard-vault/variables/HSM_PIN')
    expect(hidden.body).toMatchObject({ hidden: true, masked: true, value: null })
  })

  it('changes the scope alone by PUT without a value', async () => {
    const before = await call('GET', `${ledger}/variables/LEDGER_EXPORT_TOKEN`)
    await call('PUT', `${ledger}/variables/LEDGER_EXPORT_TOKEN?filter[environment_scope]=*`, {
      environment_scope: 'parked',
    })
    const after = await call('GET', `${ledger}/variables/LEDGER_EXPORT_TOKEN`)
    expect(after.body).toEqual({ ...before.body, environment_scope: 'parked' })
    const taken = await call('POST', `${ledger}/variables`, { key: 'JAVA_OPTS', value: 'x' })
    expect(taken.body).toEqual({ message: { key: ['(JAVA_OPTS) has already been taken'] } })
  })

  it('deletes a group variable only if it was not changed since the given time', async () => {
    const remove = (since: string) =>
      fetch(`${demo.url}/api/v4/groups/shop/variables/NODE_ENV`, {
        method: 'DELETE',
        headers: { 'private-token': demo.tokens.write, 'if-unmodified-since': since },
      })
    expect((await remove('Mon, 01 Jan 2024 00:00:00 GMT')).status).toBe(412)
    expect((await remove(new Date().toUTCString())).status).toBe(204)
  })

  it('pages by Link until there is no next', async () => {
    let next: string | undefined = `${demo.url}/api/v4/projects/data%2Fwarehouse%2Fetl-loader/variables?per_page=50`
    const keys: string[] = []
    while (next !== undefined) {
      const response: Response = await fetch(next, { headers: { authorization: `Bearer ${demo.tokens.read}` } })
      for (const { key } of await response.json()) keys.push(key)
      next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
    }
    expect([keys.length, new Set(keys).size]).toEqual([105, 105])
  })
})

describe('a change by merge request', () => {
  const update = (lastCommit: string) => ({
    branch: 'cutover/a',
    start_branch: 'main',
    commit_message: 'Change [skip ci]',
    actions: [
      {
        action: 'update',
        file_path: '.gitlab-ci.yml',
        content: 'test: {script: [make]}\n',
        last_commit_id: lastCommit,
      },
      { action: 'create', file_path: 'new.txt', content: 'new\n' },
    ],
  })

  it('is refused when the file has moved on, and goes through otherwise', async () => {
    const file = (await call('GET', `${storefront}/repository/files/${encodeURIComponent('.gitlab-ci.yml')}?ref=main`))
      .body
    const stale = await call('POST', `${storefront}/repository/commits`, update('0'.repeat(40)))
    expect([stale.status, stale.body.message]).toEqual([
      400,
      expect.stringContaining('has changed since you started editing it'),
    ])
    expect((await call('GET', `${storefront}/repository/branches/cutover%2Fa`)).status).toBe(404)
    const commit = await call('POST', `${storefront}/repository/commits`, update(file.last_commit_id))
    expect(commit.status).toBe(201)
    const lint = await call('GET', `${storefront}/ci/lint?content_ref=cutover/a&include_jobs=true`)
    expect(lint.body).toMatchObject({ valid: true, jobs: [{ name: 'test' }] })
  })

  it('opens once, and is found, changed, closed', async () => {
    const wanted = { source_branch: 'cutover/a', target_branch: 'main', title: 'Draft: move', description: 'Waits.' }
    const opened = await call('POST', `${storefront}/merge_requests`, wanted)
    expect(opened.body).toMatchObject({ iid: 1, draft: true, state: 'opened' })
    const again = await call('POST', `${storefront}/merge_requests`, wanted)
    expect([again.status, again.body.message]).toEqual([
      409,
      ['Another open merge request already exists for this source branch: !1'],
    ])
    const changed = await call('GET', `${storefront}/merge_requests/1/changes`)
    expect(changed.body.changes.map((one: { new_path: string }) => one.new_path)).toEqual(['.gitlab-ci.yml', 'new.txt'])
    expect((await call('PUT', `${storefront}/merge_requests/1/merge`)).status).toBe(405)
    await call('PUT', `${storefront}/merge_requests/1`, { state_event: 'close' })
    const found = await call(
      'GET',
      `${storefront}/merge_requests?source_branch=${encodeURIComponent('cutover/a')}&state=opened`,
    )
    expect(found.body).toEqual([])
  })

  it('is still there after a restart, with the same tokens and port', async () => {
    const { tokens, port } = demo
    await demo.close()
    demo = await startDemoGitlab({ stateDir })
    expect([demo.tokens, demo.port]).toEqual([tokens, port])
    expect((await call('GET', `${storefront}/merge_requests/1`)).body.state).toBe('closed')
  })
})

describe('the server', () => {
  it('answers 301 for an old path, and 501 with the file to extend for an unknown route', async () => {
    const moved = await call('GET', '/projects/platform%2Fvault-config')
    expect([moved.status, moved.headers.get('location')]).toEqual([
      301,
      expect.stringMatching(/\/api\/v4\/projects\/\d+$/),
    ])
    const unknown = await call('GET', '/projects/1/issues')
    expect([unknown.status, unknown.body.message]).toEqual([501, expect.stringContaining('e2e/demo-gitlab/resources/')])
  })

  it('breaks as it is told, as often as it is told', async () => {
    demo.setFaults([{ kind: '429', path: '/version', count: 1, retryAfter: 7 }])
    const limited = await call('GET', '/version')
    expect([limited.status, limited.headers.get('retry-after'), limited.body]).toEqual([429, '7', 'Retry later\n'])
    expect((await call('GET', '/version')).status).toBe(200)
    demo.setFaults([{ kind: 'truncated' }])
    await expect(call('GET', '/version')).rejects.toThrow(SyntaxError)
    demo.setFaults([{ kind: 'redirect', location: 'http://elsewhere.example/x' }])
    expect((await call('GET', '/version')).headers.get('location')).toBe('http://elsewhere.example/x')
    demo.setFaults([{ kind: 'html' }])
    expect((await call('GET', '/version')).headers.get('content-type')).toContain('text/html')
  })

  it('repeats or skips a row between two pages when page drift is on', async () => {
    const names = async (page: number) => {
      const answer = await call('GET', `/projects?order_by=name&sort=asc&per_page=5&page=${page}`)
      return answer.body.map((one: { name: string }) => one.name)
    }
    const [first, second] = [await names(1), await names(2)]
    demo.setFaults([{ kind: 'drift' }])
    expect(await names(2)).toEqual([first[4], ...second.slice(0, 4)])
    demo.setFaults([{ kind: 'drift', by: -1 }])
    expect((await names(2))[0]).toBe(second[1])
  })

  it('follows keyset pages until there is no link', async () => {
    let next: string | undefined = '/projects?pagination=keyset&order_by=id&sort=asc&per_page=7'
    const ids: number[] = []
    while (next !== undefined) {
      const answer: Awaited<ReturnType<typeof call>> = await call('GET', next, undefined, 'admin')
      ids.push(...answer.body.map((one: { id: number }) => one.id))
      next = /api\/v4([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    expect(ids).toEqual([...demo.world.projects.keys()])
  })

  it('shows a merge request as a page', async () => {
    const response = await fetch(`${demo.url}/shop/web/storefront/-/merge_requests/1`)
    expect(await response.text()).toContain('<h1>Draft: move</h1>')
  })

  it('remembers what was sent', async () => {
    demo.clearRequests()
    await call('GET', `${storefront}/variables?per_page=1`, undefined, 'read')
    expect(demo.requests()).toMatchObject([{ method: 'GET', token: 'read', query: { per_page: '1' }, status: 200 }])
  })

  it('signs ID tokens that its published key verifies', async () => {
    const [head = '', payload = '', signature = ''] = demo.signIdToken({ project_id: '7' }).split('.')
    const issuer = await (await fetch(`${demo.url}/.well-known/openid-configuration`)).json()
    const { keys } = await (await fetch(issuer.jwks_uri)).json()
    const key = createPublicKey({ key: keys[0], format: 'jwk' })
    expect(verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true)
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString()).iss).toBe(issuer.issuer)
  })
})

describe('options', () => {
  it('noValues refuses every answer with a value and counts it; canaries are unique', async () => {
    const closed = await startDemoGitlab({ noValues: true, projects: 30, variables: 4, canary: 'CANARY' })
    const headers = { 'private-token': closed.tokens.admin, 'content-type': 'application/json' }
    const answer = await fetch(`${closed.url}/api/v4/projects/1001/variables`, { headers })
    expect([answer.status, closed.refusedValues()]).toEqual([403, 1])
    const counted = await fetch(`${closed.url}/-/demo/refused-values`)
    expect(await counted.json()).toEqual({ count: 1 })
    const values = [...closed.world.projects.values()].flatMap((project) => project.variables.map(({ value }) => value))
    expect([values.length, new Set(values).size, values.every((value) => value.startsWith('CANARY-'))]).toEqual([
      120,
      120,
      true,
    ])
    await closed.close()
  })
})
