// Login and its end: what is sent, when a token is made anew, and that the last one is ended.
import { describe, expect, it } from 'vitest'
import { Secret } from '@/lib/secret'
import { VaultError } from './vault-error'
import { openVaultSession } from './vault-session'
import type { VaultRequest, VaultTransport } from './vault-transport'

const approle = {
  kind: 'approle' as const,
  mount: 'approle',
  roleId: new Secret('role'),
  secretId: new Secret('secret'),
}

/** A server with AppRole: tokens t1, t2 … that last `seconds`; `refuse` names those it does not know any more. */
function server({
  seconds = 60,
  refuse = () => false,
}: {
  seconds?: number
  refuse?: (token: string) => boolean
} = {}) {
  const sent: string[] = []
  let made = 0
  const send = async ({ path, token }: VaultRequest) => {
    sent.push(`${path} ${token?.reveal() ?? '-'}`)
    if (path.endsWith('/login')) {
      made += 1
      return { status: 200, body: { auth: { client_token: `t${made}`, lease_duration: seconds } } }
    }
    if (path !== 'auth/token/revoke-self' && token && refuse(token.reveal())) throw new VaultError('token_refused', 403)
    return { status: 200, body: { data: {} } }
  }
  const transport: VaultTransport = { send, close: async () => {} }
  return { transport, sent }
}

describe('a login through AppRole', () => {
  it('is one for the whole reading, and is ended at its end', async () => {
    const { transport, sent } = server()
    const session = await openVaultSession(transport, approle)
    await Promise.all([session.read('sys/mounts'), session.read('sys/auth')])
    await session.close()
    expect(sent).toEqual(['auth/approle/login -', 'sys/mounts t1', 'sys/auth t1', 'auth/token/revoke-self t1'])
  })

  it('goes to the mount that is named', async () => {
    const { transport, sent } = server()
    await openVaultSession(transport, { ...approle, mount: 'teams/cutover' })
    expect(sent).toEqual(['auth/teams/cutover/login -'])
  })

  it('is made anew once before its time is over, and the old token is ended', async () => {
    const { transport, sent } = server({ seconds: 100 })
    let now = 0
    const session = await openVaultSession(transport, approle, () => now)
    now = 79_000
    await session.read('a')
    now = 81_000
    await Promise.all([session.read('b'), session.read('c')])
    await session.close()
    expect(sent.slice(1)).toEqual([
      'a t1',
      'auth/approle/login -',
      'auth/token/revoke-self t1',
      'b t2',
      'c t2',
      'auth/token/revoke-self t2',
    ])
  })

  it('is made anew when the server does not know the token any more, but not again and again', async () => {
    const once = server({ refuse: (token) => token === 't1' })
    const session = await openVaultSession(once.transport, approle)
    await Promise.all([session.read('a'), session.read('b')])
    expect(once.sent.filter((line) => line.startsWith('auth/approle'))).toHaveLength(2)
    expect(once.sent).toContain('a t2')
    const always = server({ refuse: () => true })
    const lost = await openVaultSession(always.transport, approle)
    await expect(lost.read('a')).rejects.toMatchObject({ code: 'token_refused' })
    await expect(lost.read('b')).rejects.toMatchObject({ code: 'token_refused' })
    expect(always.sent.filter((line) => line.startsWith('auth/approle'))).toHaveLength(2)
  })

  it.each([
    ['server_error', 400, 'login_refused'],
    ['permission_denied', 403, 'login_refused'],
    ['server_error', 500, 'server_error'],
    ['sealed', 503, 'sealed'],
    ['namespace_unknown', 404, 'namespace_unknown'],
    ['unreachable', null, 'unreachable'],
  ] as const)('that ends with %s (%s) is told as such', async (code, status, told) => {
    const send = async () => {
      throw new VaultError(code, status)
    }
    const opening = openVaultSession({ send, close: async () => {} }, approle)
    await expect(opening).rejects.toMatchObject({ code: told })
  })
})

describe('a given token', () => {
  it('is used as it is, and never ended', async () => {
    const { transport, sent } = server({ refuse: (token) => token === 'bad' })
    const session = await openVaultSession(transport, { kind: 'token', token: new Secret('mine') })
    await session.read('a')
    await session.close()
    expect(sent).toEqual(['a mine'])
    const bad = await openVaultSession(transport, { kind: 'token', token: new Secret('bad') })
    await expect(bad.read('a')).rejects.toMatchObject({ code: 'token_refused' })
  })
})
