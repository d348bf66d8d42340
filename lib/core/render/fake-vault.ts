// Answers of Vault to login, reads, transit and revocation, for tests, with a memory of what was asked. It has no port.

export type FakeAnswer = { status: number; body: unknown }

export type FakeVault = {
  /** Method, path and body of each request, in order. */
  calls: string[]
  /** Tokens that were given out and not revoked. */
  live: Set<string>
  /** Answers by path below `/v1/`; what is not here is 403, as for a token without a policy. */
  answers: Map<string, FakeAnswer>
  /** How a login ends; null gives every role a token. */
  login: FakeAnswer | null
  /** Takes one request and gives its answer. A body that is a text is sent as it is. */
  ask: (request: { method: string; url: string; token: string; body: string }) => FakeAnswer
}

export function fakeVault(): FakeVault {
  const vault: FakeVault = { calls: [], live: new Set(), answers: new Map(), login: null, ask }

  function ask({ method, url, token, body }: Parameters<FakeVault['ask']>[0]): FakeAnswer {
    const path = url.replace(/^\/v1\//, '')
    vault.calls.push([method, path, body].filter((part) => part !== '').join(' '))
    if (path.endsWith('/login')) return vault.login ?? newToken()
    if (!vault.live.has(token)) return { status: 403, body: { errors: ['permission denied'] } }
    if (path === 'auth/token/revoke-self') {
      vault.live.delete(token)
      return { status: 204, body: undefined }
    }
    return (
      vault.answers.get(path) ?? { status: 403, body: { errors: ['1 error occurred:\n\t* permission denied\n\n'] } }
    )
  }

  function newToken(): FakeAnswer {
    const token = `hvs.${vault.live.size}-abc_DEF`
    vault.live.add(token)
    return { status: 200, body: { request_id: 'r', data: null, auth: { client_token: token, policies: ['p'] } } }
  }

  return vault
}
