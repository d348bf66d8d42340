// Logins on a real server, sixteen at once: the baseline of what the engine decides.
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { Agent, request } from 'undici'
import { EstateServer } from '@/conformance/estate/estate-server'
import type { Server } from '@/conformance/judge'
import type { AccessModel } from '@/lib/core/render/access-model'
import { renderPolicy } from '@/lib/core/render/vault-policy'
import type { LoginCases } from './login-cases'

export const connections = 16

export type LiveLogins = { aSecond: number; statuses: number[] }

/**
 * Writes configuration, policies and roles to the server, then logs in with signed tokens for so many seconds; gives the
 * rate, and the status of each case. Tokens are signed beforehand and connections kept open, so only the server is measured.
 */
export async function liveLogins(
  server: Server,
  { model, given, seconds }: { model: AccessModel; given: LoginCases; seconds: number },
): Promise<LiveLogins> {
  const place = new EstateServer(server)
  const agent = new Agent({ connections, pipelining: 1 })
  try {
    await place.open()
    const mount = `${place.place.prefix}jwt`
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const keys = [createPublicKey(privateKey).export({ type: 'spki', format: 'pem' })]
    const issuer = given.config.boundIssuer
    await place.make(`sys/auth/${mount}`, { type: 'jwt' }, `sys/auth/${mount}`)
    const config = { jwt_validation_pubkeys: keys, bound_issuer: issuer, jwt_supported_algs: ['RS256'] }
    await place.make(`auth/${mount}/config`, config)
    for (const policy of model.plan.policies) {
      await place.make(
        `sys/policies/acl/${policy.name}`,
        { policy: renderPolicy(policy) },
        `sys/policies/acl/${policy.name}`,
      )
    }
    for (const [name, text] of given.texts.roles) await place.make(`auth/${mount}/role/${name}`, text)
    const bodies = given.cases.map(({ role, claims }) => {
      const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => encode(JSON.stringify(part))).join('.')
      const jwt = `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
      return JSON.stringify({ role, jwt })
    })
    const { namespace } = place.place
    const login = async (body: string): Promise<number> => {
      const answer = await request(`${server.address}/v1/auth/${mount}/login`, {
        method: 'POST',
        dispatcher: agent,
        headers: namespace === null ? {} : { 'x-vault-namespace': namespace },
        body,
      })
      await answer.body.dump()
      return answer.statusCode
    }
    const statuses = await atOnce(bodies, login)
    const begun = performance.now()
    let done = 0
    const passed = () => (performance.now() - begun) / 1000
    await Promise.all(
      Array.from({ length: connections }, async (_, first) => {
        for (let at = first; passed() < seconds; at += connections) {
          await login(bodies[at % bodies.length] ?? '')
          done++
        }
      }),
    )
    return { aSecond: done / passed(), statuses }
  } finally {
    await place.close()
    await agent.close()
  }
}

async function atOnce(bodies: readonly string[], login: (body: string) => Promise<number>): Promise<number[]> {
  const statuses: number[] = []
  await Promise.all(
    Array.from({ length: connections }, async (_, first) => {
      for (let at = first; at < bodies.length; at += connections) statuses[at] = await login(bodies[at] ?? '')
    }),
  )
  return statuses
}

const encode = (text: string): string => Buffer.from(text).toString('base64url')
