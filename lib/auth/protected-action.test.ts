// The wrapper around every action and route, inside real requests of Next, with sessions in a real database.
import 'next/dist/server/node-environment-baseline'
import { type WorkStore, workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external'
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external'
import { createRequestStoreForAPI } from 'next/dist/server/async-storage/request-store'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { closeDatabase, database } from '@/lib/db/database'
import { AppError, messages } from '@/lib/errors'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { protectedAction, publicAction } from './protected-action'
import { protectedRoute } from './protected-route'
import { currentUser, sha256 } from './session'
import { signIn, signOut } from './sign-in'

const own = 'http://cutover.example'
let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  // As the role that the web has.
  process.env.CUTOVER_DATABASE_URL = stored.webUrl
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

const tomorrow = () => new Date(Date.now() + 24 * 3600 * 1000)

async function session(role: string, expiresAt = tomorrow()): Promise<string> {
  const secret = crypto.randomUUID()
  await database().session.create({ data: { hash: sha256(secret), name: `a ${role}`, role, expiresAt } })
  return `cutover_session=${secret}`
}

async function token(expiresAt = tomorrow()): Promise<string> {
  const text = crypto.randomUUID()
  const { default: pg } = await import('pg')
  const owner = new pg.Client({ connectionString: stored.ownerUrl })
  await owner.connect()
  await owner.query('INSERT INTO sign_in_token (hash, expires_at) VALUES ($1, $2)', [sha256(text), expiresAt])
  await owner.end()
  return text
}

type Caller = { cookie?: string; origin?: string | null; headers?: Record<string, string> }

/** Runs `work` as Next runs an action: headers and cookies come from the request, cookies that are set are returned. */
async function inRequest<T>({ cookie, origin = own, headers = {} }: Caller, work: () => Promise<T>) {
  const request = new NextRequest(`${own}/inventory`, {
    method: 'POST',
    headers: {
      host: 'cutover.example',
      ...(cookie === undefined ? {} : { cookie }),
      ...(origin === null ? {} : { origin }),
      ...headers,
    },
  })
  const set: string[] = []
  const store = createRequestStoreForAPI(
    request,
    request.nextUrl,
    { tags: [], expirationsByCacheKind: new Map() },
    (cookies) => set.push(...cookies),
    { previewModeId: '', previewModeEncryptionKey: '', previewModeSigningKey: '' },
    undefined,
  )
  store.phase = 'action'
  const value = await workAsyncStorage.run({ route: '/inventory' } as WorkStore, () =>
    workUnitAsyncStorage.run(store, work),
  )
  return { value, set }
}

let runs = 0
const action = (role: 'viewer' | 'editor' | 'admin') =>
  protectedAction(role, z.strictObject({ name: z.string() }), async ({ name }, { user }) => {
    runs += 1
    return `${user.name}: ${name}`
  })

async function call(caller: Caller, role: 'viewer' | 'editor' | 'admin' = 'editor', input: unknown = { name: 'x' }) {
  const before = runs
  const { value } = await inRequest(caller, () => action(role)(input))
  return { result: value, ran: runs > before }
}

function refused(message: string): ActionResult<string> {
  return { ok: false, message, problems: [] }
}

describe('an action', () => {
  it('runs for a role that is high enough, and for no other', async () => {
    for (const [have, need, allowed] of [
      ['viewer', 'viewer', true],
      ['viewer', 'editor', false],
      ['editor', 'editor', true],
      ['editor', 'admin', false],
      ['admin', 'viewer', true],
      ['owner', 'viewer', false],
      ['', 'viewer', false],
      ['constructor', 'viewer', false],
    ] as const) {
      const { result, ran } = await call({ cookie: await session(have) }, need)
      expect([have, need, ran, result.ok]).toEqual([have, need, allowed, allowed])
    }
  })

  it('is refused without a session, with an unknown one, an expired one, and an empty cookie', async () => {
    const expired = await session('admin', new Date(Date.now() - 1000))
    for (const cookie of [undefined, 'cutover_session=unknown', 'cutover_session=', expired, 'session=x']) {
      expect(await call({ cookie })).toEqual({ result: refused(messages.not_signed_in), ran: false })
    }
  })

  it('is refused from another site, from none, and from one that cannot be told', async () => {
    const cookie = await session('admin')
    for (const origin of [null, 'http://evil.example', 'null', 'http://cutover.example.evil.example', 'nonsense', '']) {
      expect(await call({ cookie, origin })).toEqual({ result: refused(messages.cross_site), ran: false })
    }
    expect((await call({ cookie, origin: 'http://cutover.example:8080' })).ran).toBe(false)
  })

  it('is refused for input of another shape or size, and says which field', async () => {
    const cookie = await session('admin')
    for (const input of [null, [], 'x', {}, { name: 7 }, { name: 'x', more: 1 }]) {
      const { result, ran } = await call({ cookie }, 'editor', input)
      expect([ran, result.ok]).toEqual([false, false])
    }
    const { result } = await call({ cookie }, 'editor', { name: 7 })
    expect(result).toMatchObject({ message: messages.invalid_input, problems: [expect.stringMatching(/^name: /)] })
    expect(await call({ cookie }, 'editor', { name: 'x'.repeat(2_000_001) })).toEqual({
      result: refused(messages.too_large),
      ran: false,
    })
    const circle: { self?: unknown } = {}
    circle.self = circle
    expect((await call({ cookie }, 'editor', circle)).ran).toBe(false)
  })

  it('shows own errors, and of others nothing', async () => {
    const cookie = await session('admin')
    const failing = (error: unknown) =>
      inRequest({ cookie }, () => protectedAction('viewer', z.unknown(), () => Promise.reject(error))(null))
    expect((await failing(new AppError('stale'))).value).toMatchObject({ ok: false, message: messages.stale })
    const { value } = await failing(new Error('password=SECRETWORD'))
    expect(value).toEqual({ ok: false, message: messages.unexpected })
  })

  it('that is public still checks where it comes from and what it holds', async () => {
    const open = publicAction(z.strictObject({ token: z.string() }), async () => 'ran')
    const at = async (caller: Caller, input: unknown) => (await inRequest(caller, () => open(input))).value
    expect(await at({}, { token: 'x' })).toEqual({ ok: true, value: 'ran' })
    expect(await at({ origin: 'http://evil.example' }, { token: 'x' })).toEqual(refused(messages.cross_site))
    expect((await at({}, { token: 1 })).ok).toBe(false)
  })
})

describe('a route', () => {
  const route = protectedRoute('editor', async () => Response.json({ secret: 'rows' }))
  const answer = async (method: string, caller: Caller) => {
    const { value } = await inRequest(caller, () => route(new Request(`${own}/x`, { method })))
    return [value.status, JSON.stringify(await value.json()).includes('rows')]
  }

  it('answers those who may, reading without an Origin header, changing only with the own one', async () => {
    const cookie = await session('editor')
    expect(await answer('GET', { cookie, origin: null })).toEqual([200, true])
    expect(await answer('POST', { cookie })).toEqual([200, true])
    expect(await answer('POST', { cookie, origin: null })).toEqual([403, false])
    expect(await answer('GET', { cookie, origin: 'http://evil.example' })).toEqual([403, false])
    const foreign = { cookie, origin: null, headers: { 'sec-fetch-site': 'cross-site' } }
    expect(await answer('GET', foreign)).toEqual([403, false])
  })

  it('answers 401 without a session and 403 for a lower role', async () => {
    expect(await answer('GET', { origin: null })).toEqual([401, false])
    expect(await answer('GET', { cookie: await session('viewer'), origin: null })).toEqual([403, false])
  })
})

describe('a sign-in link', () => {
  it('works once, also when it is opened many times at the same moment', async () => {
    const text = await token()
    const tries = await Promise.all(Array.from({ length: 10 }, () => inRequest({}, () => signIn(text))))
    const worked = tries.filter(({ value }) => value.ok)
    expect(worked).toHaveLength(1)
    expect(tries.flatMap(({ set }) => set)).toHaveLength(1)
    expect((await inRequest({}, () => signIn(text))).value).toMatchObject({ ok: false })
    const cookie = worked[0]?.set[0]?.split(';')[0]
    expect(worked[0]?.set[0]).toMatch(/HttpOnly/i)
    expect((await inRequest({ cookie }, currentUser)).value).toMatchObject({ role: 'admin' })
    const secret = cookie?.split('=')[1] ?? ''
    expect(JSON.stringify(await database().session.findMany())).not.toContain(secret)
    await inRequest({ cookie }, signOut)
    expect((await inRequest({ cookie }, currentUser)).value).toBeNull()
  })

  it('does not work when it expired, or never was', async () => {
    const old = await token(new Date(Date.now() - 1000))
    for (const text of [old, 'made up', '']) expect((await inRequest({}, () => signIn(text))).value.ok).toBe(false)
  })
})
