// A real Vault or OpenBao asked over HTTP: one desk with a JWT mount and policies of its own.
import { Agent, errors, request } from 'undici'
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import { accessorStandIn, atMoment, type Body, type ConformanceCase } from './conformance-case'
import { entitiesOf } from './entities-of'
import { exactStringify } from './exact-stringify'
import { sharedServerCase } from './shared-server-case'
import type { Signer } from './signer'

export type Server = { address: string; token: string; flavour: string; namespaces: boolean }

export type Answer = { status: number; body: { errors?: string[] } & Record<string, unknown> }

export type Write = { allowed: boolean; error: string | null; status: number }

export type Judgement = {
  /** When the login was asked for, Unix seconds. */
  now: number
  configWrite: Write
  roleWrite: Write
  policyErrors: Record<string, string>
  login: {
    allowed: boolean
    status: number
    error: string | null
    policies: string[]
    ttl: number
    metadata: Record<string, string>
  }
  /** Null where the token may be over before it can be tried. */
  reads: Record<string, boolean> | null
}

/** Seconds that a token must last to be tried. */
const shortest = 20

const keySources = ['oidc_discovery_url', 'jwt_validation_pubkeys', 'jwks_url', 'jwks_pairs']

export class Desk {
  private readonly agent = new Agent({ connections: 1, pipelining: 1 })
  private accessor = ''
  private written = new Set<string>()
  private lastConfig = ''
  private defaultPolicy = ''
  private entities = new Set<string>()

  constructor(
    private readonly server: Server,
    private readonly name: string,
    private readonly signer: Signer,
  ) {}

  private get namespace(): string | null {
    return this.server.namespaces ? this.name : null
  }

  private get mount(): string {
    return this.server.namespaces ? 'jwt' : `${this.name}-jwt`
  }

  /** The case as it can be put to this server: without namespaces all desks share its policies. */
  fit(given: ConformanceCase): ConformanceCase {
    return this.server.namespaces ? given : sharedServerCase(given, `${this.name}-`, this.defaultPolicy)
  }

  async open(): Promise<void> {
    if (this.namespace !== null) await this.must('POST', `sys/namespaces/${this.namespace}`, {}, null)
    const { body } = await this.must('GET', 'sys/policies/acl/default')
    this.defaultPolicy = isRecord(body.data) && typeof body.data.policy === 'string' ? body.data.policy : ''
    await this.enable()
  }

  /** Before the mount goes, and with it what leads to them. */
  private async noteEntities(): Promise<void> {
    if (this.server.namespaces) return
    for (const id of await entitiesOf((path) => this.call('GET', path), [this.accessor])) this.entities.add(id)
  }

  private async enable(): Promise<void> {
    await this.must('POST', `sys/auth/${this.mount}`, { type: 'jwt' })
    const { body } = await this.must('GET', 'sys/auth')
    const mounts = isRecord(body.data) ? body.data : body
    const mount = mounts[`${this.mount}/`]
    this.accessor = isRecord(mount) && typeof mount.accessor === 'string' ? mount.accessor : ''
  }

  /** Takes everything away that was made, the entities of the logins too. */
  async close(): Promise<void> {
    await this.noteEntities()
    await this.call('DELETE', `sys/auth/${this.mount}`)
    for (const name of this.written) await this.call('DELETE', `sys/policies/acl/${encodeURIComponent(name)}`)
    if (this.namespace !== null) await this.call('DELETE', `sys/namespaces/${this.namespace}`, undefined, null)
    else for (const id of this.entities) await this.call('DELETE', `identity/entity/id/${id}`)
    await this.agent.close()
  }

  async judge(given: ConformanceCase, readsForReal: boolean): Promise<Judgement> {
    const policyErrors = await this.writePolicies(given)
    const configWrite = await this.writeConfig(given.config)
    const rolePath = `auth/${this.mount}/role/${encodeURIComponent(given.writtenAs)}`
    const roleWrite = asWrite(await this.call('POST', rolePath, given.role))
    const now = Math.floor(Date.now() / 1000)
    const claims = atMoment(given, now).claims
    const answer = await this.call('POST', `auth/${this.mount}/login`, {
      ...(given.roleName === '' ? {} : { role: given.roleName }),
      jwt: this.signer.token(claims),
    })
    const { login, token } = this.asLogin(answer)
    const short = login.allowed && login.ttl < shortest
    const reads = short ? null : await this.readAll(given.reads, token, readsForReal)
    if (roleWrite.allowed) await this.call('DELETE', rolePath)
    return { now, configWrite, roleWrite, policyErrors, login, reads }
  }

  private async writeConfig(config: Body): Promise<Write> {
    const named = keySources.some((field) => Object.hasOwn(config, field))
    const body = named ? config : { ...config, jwt_validation_pubkeys: [this.signer.publicKey] }
    const text = exactStringify(body)
    if (text === this.lastConfig) return { allowed: true, error: null, status: 204 }
    const write = asWrite(await this.call('POST', `auth/${this.mount}/config`, body))
    this.lastConfig = write.allowed ? text : ''
    if (!write.allowed) await this.remount()
    return write
  }

  /** What a refused write leaves must count as never written. */
  private async remount(): Promise<void> {
    await this.noteEntities()
    await this.must('DELETE', `sys/auth/${this.mount}`)
    await this.enable()
  }

  /** What an earlier case wrote goes where a token of this one might have it; a templated name may be any. */
  private async writePolicies({ policies, role }: ConformanceCase): Promise<Record<string, string>> {
    const errors: Record<string, string> = {}
    const named = exactStringify([role.token_policies ?? null, role.policies ?? null]).toLowerCase()
    const replaced = new Set(Object.keys(policies).map((name) => name.toLowerCase()))
    const mayHave = (name: string) => name === 'default' || named.includes('{{') || named.includes(name)
    for (const name of this.written) if (!replaced.has(name) && mayHave(name)) await this.removePolicy(name)
    for (const [name, text] of Object.entries(policies)) {
      if (name === 'default' && !this.server.namespaces) continue
      const policy = text.replaceAll(accessorStandIn, this.accessor)
      const write = asWrite(await this.call('POST', `sys/policies/acl/${encodeURIComponent(name)}`, { policy }))
      if (write.allowed) this.written.add(name.toLowerCase())
      else {
        errors[name] = this.withoutNamespace(write.error ?? '').replaceAll(this.accessor, accessorStandIn)
        if (this.written.has(name.toLowerCase())) await this.removePolicy(name.toLowerCase())
      }
    }
    return errors
  }

  /** The policy `default` cannot be deleted. */
  private async removePolicy(name: string): Promise<void> {
    this.written.delete(name)
    const path = `sys/policies/acl/${encodeURIComponent(name)}`
    if (name === 'default') await this.must('POST', path, { policy: this.defaultPolicy })
    else await this.call('DELETE', path)
  }

  /** A namespace stands before the paths of its policies. */
  private withoutNamespace(text: string): string {
    return this.namespace === null ? text : text.replaceAll(`path "${this.namespace}/`, 'path "')
  }

  private asLogin({ status, body }: Answer): { login: Judgement['login']; token: string | null } {
    const auth = isRecord(body.auth) ? body.auth : null
    const policies = Array.isArray(auth?.policies) ? auth.policies.map(String) : []
    const login = {
      allowed: auth !== null,
      status,
      error: auth === null ? (body.errors?.[0] ?? '') : null,
      policies: policies.sort(),
      ttl: typeof auth?.lease_duration === 'number' ? auth.lease_duration : 0,
      metadata: isTexts(auth?.metadata) ? auth.metadata : {},
    }
    return { login, token: typeof auth?.client_token === 'string' ? auth.client_token : null }
  }

  /** By asking for the token's capabilities, or by reading: what is not refused with 403 is allowed. */
  private async readAll(paths: string[], token: string | null, forReal: boolean): Promise<Record<string, boolean>> {
    const reads: Record<string, boolean> = Object.fromEntries(paths.map((path) => [path, false]))
    if (token === null || paths.length === 0) return reads
    if (forReal) {
      for (const path of paths) {
        const where = path.split('/').map(encodeURIComponent).join('/')
        reads[path] = (await this.call('GET', where, undefined, this.namespace, token)).status !== 403
      }
      return reads
    }
    const { body } = await this.must('POST', 'sys/capabilities', { token, paths })
    const data = isRecord(body.data) ? body.data : body
    for (const path of paths) {
      const capabilities = data[path]
      reads[path] = Array.isArray(capabilities) && (capabilities.includes('read') || capabilities.includes('root'))
    }
    return reads
  }

  private async send(url: string, options: Parameters<typeof request>[1]) {
    try {
      return await request(url, options)
    } catch (error) {
      if (error instanceof errors.SocketError) return null
      throw error
    }
  }

  private async must(method: Method, path: string, body?: ClaimValue, namespace = this.namespace): Promise<Answer> {
    const answer = await this.call(method, path, body, namespace)
    if (answer.status >= 300 || answer.status === 0)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer
  }

  private async call(
    method: Method,
    path: string,
    body?: ClaimValue,
    namespace = this.namespace,
    token = this.server.token,
  ): Promise<Answer> {
    const answer = await this.send(`${this.server.address}/v1/${path}`, {
      method,
      dispatcher: this.agent,
      headers: { 'x-vault-token': token, ...(namespace === null ? {} : { 'x-vault-namespace': namespace }) },
      ...(body === undefined ? {} : { body: exactStringify(body) }),
    })
    if (answer === null) return { status: 0, body: { errors: [brokenOff] } }
    const text = await answer.body.text()
    return { status: answer.statusCode, body: parse(text) }
  }
}

/** What stands for an answer where the server panics over a request: it closes the connection. */
export const brokenOff = 'the connection was closed'

type Method = 'GET' | 'POST' | 'DELETE'

function parse(text: string): Answer['body'] {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

function asWrite({ status, body }: Answer): Write {
  return {
    allowed: status > 0 && status < 300,
    error: status > 0 && status < 300 ? null : (body.errors?.[0] ?? ''),
    status,
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every((text) => typeof text === 'string')
