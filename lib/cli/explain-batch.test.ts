import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { WrongUse } from './command'
import { explain, explainBatch } from './explain-batch'

const folder = mkdtempSync(path.join(tmpdir(), 'cutover-explain-'))
afterAll(() => rmSync(folder, { recursive: true }))

const now = 1_764_000_000
const given = {
  id: 1,
  now,
  config: { bound_issuer: 'https://g' },
  roleName: 'App',
  writtenAs: 'app',
  role: { role_type: 'jwt', user_claim: 'project_id', bound_audiences: 'v', token_policies: 'app' },
  claims: { iss: 'https://g', aud: 'v', project_id: '22', iat: now, nbf: now, exp: now + 60 },
  policies: { app: 'path "secret/data/app/*" { capabilities = ["read"] }' },
  reads: ['secret/data/app/db', 'secret/data/other', 'auth/token/lookup-self'],
}

async function batch(...lines: unknown[]) {
  let text = ''
  async function* texts() {
    for (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line)
  }
  const code = await explainBatch(texts(), (piece) => {
    text += piece
  })
  const answers = text.trim() === '' ? [] : text.trim().split('\n')
  return { code, answers: answers.map((answer): unknown => JSON.parse(answer)) }
}

describe('explainBatch', () => {
  it('answers a case with all its parts', async () => {
    expect(await batch(given)).toEqual({
      code: 0,
      answers: [
        {
          id: 1,
          configWrite: { allowed: true, errors: [] },
          roleWrite: { allowed: true, errors: [] },
          policyErrors: {},
          login: {
            allowed: true,
            status: 200,
            reported: [],
            failing: [],
            policies: ['app', 'default'],
            ttl: 2_764_800,
          },
          reads: {
            'secret/data/app/db': { allowed: true, by: { policy: 'app', pattern: 'secret/data/app/*' } },
            'secret/data/other': { allowed: false, by: null },
            'auth/token/lookup-self': { allowed: true, by: { policy: 'default', pattern: 'auth/token/lookup-self' } },
          },
        },
      ],
    })
  })

  it('answers in order, goes on after a line that is no case, and gives 1 then', async () => {
    const unknown = { ...given, id: 2, flavour: 'consul 1' }
    const { code, answers } = await batch(given, 'nonsense', '', { id: 'x' }, unknown, given)
    expect(code).toBe(1)
    expect(answers).toEqual([
      expect.objectContaining({ id: 1, login: expect.anything() }),
      { error: expect.stringContaining('Not JSON') },
      { id: 'x', error: 'now must be a number of Unix seconds' },
      { id: 2, error: expect.stringContaining('"consul 1" is unknown') },
      expect.objectContaining({ id: 1 }),
    ])
  })

  it('goes on after a line that is nested too deeply', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    const lines = [`{"id":"deep","claims":{"sub":${deep}}}`, JSON.stringify(given)]
    let text = ''
    const code = await explainBatch(
      (async function* () {
        yield* lines
      })(),
      (piece) => {
        text += piece
      },
    )
    const answers = text.trim().split('\n')
    expect(code).toBe(1)
    expect(answers[0]).toMatch(/"error"/)
    expect(answers[1]).toContain('"login":{"allowed":true')
  })

  it('counts what a write refuses as never written', async () => {
    const refusedRole = { ...given, role: { ...given.role, bound_audiences: [] } }
    const refusedConfig = { ...given, config: { jwt_supported_algs: ['HS256'] } }
    const refusedPolicy = { ...given, policies: { app: 'path "x" { capabilities = ["write"] }' } }
    const { answers } = await batch(refusedRole, refusedConfig, refusedPolicy)
    expect(answers).toMatchObject([
      { roleWrite: { allowed: false }, login: { reported: ['role "app" could not be found'], ttl: 0, policies: [] } },
      { configWrite: { allowed: false }, login: { reported: ['could not load configuration'] } },
      {
        policyErrors: { app: 'failed to parse policy: path "x": invalid capability "write"' },
        login: { allowed: true },
        reads: { 'secret/data/app/db': { allowed: false, by: null } },
      },
    ])
  })

  it('allows no read after a refused login, and gives every reason', async () => {
    const { answers } = await batch({ ...given, claims: { ...given.claims, iss: 'x', aud: 'y' } })
    expect(answers).toMatchObject([
      {
        login: {
          allowed: false,
          status: 400,
          reported: ['error validating token: invalid issuer (iss) claim'],
          failing: [
            { code: 'issuer', claim: 'iss', want: 'https://g', got: 'x' },
            { code: 'audience', claim: 'aud', want: ['v'], got: ['y'] },
          ],
        },
        reads: { 'auth/token/lookup-self': { allowed: false, by: null } },
      },
    ])
  })

  it('takes the token for signed with ES256', async () => {
    const { answers } = await batch({ ...given, config: { jwt_supported_algs: ['RS256'] } })
    expect(answers).toMatchObject([{ login: { failing: [{ code: 'algorithm', want: ['RS256'], got: 'ES256' }] } }])
  })

  it('replaces or drops the built-in policy where the case says so', async () => {
    const own = { ...given, policies: { default: 'path "x" { capabilities = [] }' } }
    const off = { ...given, role: { ...given.role, token_no_default_policy: true } }
    const { answers } = await batch(own, off)
    const denied = { reads: { 'auth/token/lookup-self': { allowed: false } } }
    expect(answers).toMatchObject([denied, { ...denied, login: { policies: ['app'] } }])
  })

  it('compares numbers by the digits that they were written with', async () => {
    const line = JSON.stringify({ ...given, claims: { ...given.claims, n: 1 } })
    const bound = (digits: string) => line.replace('"role":{', `"role":{"bound_claims":{"n":${digits}},`)
    const { answers } = await batch(bound('1'), bound('1.0'))
    expect(answers).toMatchObject([{ login: { allowed: true } }, { login: { allowed: false } }])
  })
})

describe('explain --batch', () => {
  const io = { stdout: () => {}, stderr: () => {} }

  it('reads a file and prints its answers', async () => {
    const file = path.join(folder, 'cases.jsonl')
    writeFileSync(file, `${JSON.stringify(given)}\n\nx\n`)
    const pieces: string[] = []
    expect(await explain(['--batch', file], { ...io, stdout: (piece) => pieces.push(piece) })).toBe(1)
    expect(pieces.join('').trim().split('\n')).toHaveLength(2)
  })

  it('fails as wrong use without a file, or with one that is not there', async () => {
    await expect(explain([], io)).rejects.toThrow(WrongUse)
    await expect(explain(['--batch', path.join(folder, 'none')], io)).rejects.toThrow(WrongUse)
  })
})
