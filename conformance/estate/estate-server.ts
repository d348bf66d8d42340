// The server of the estate: what an operator does by hand, done over HTTP, in a namespace of its own where there are any.
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'undici'
import { entitiesOf } from '../entities-of'
import type { Answer, Server } from '../judge'
import type { EstatePlace } from './estate-rules'

type Method = 'GET' | 'POST' | 'DELETE'

export class EstateServer {
  private readonly agent = new Agent({ connections: 8, pipelining: 1 })
  readonly place: EstatePlace
  private readonly undo: string[] = []

  constructor(private readonly server: Server) {
    const name = `estate-${randomBytes(4).toString('hex')}`
    this.place = {
      address: server.address,
      namespace: server.namespaces ? name : null,
      prefix: server.namespaces ? '' : `${name}-`,
    }
  }

  /** What may do everything here. */
  get token(): string {
    return this.server.token
  }

  /** Makes the namespace. Throws where the server refuses. */
  async open(): Promise<void> {
    const { namespace } = this.place
    if (namespace === null) return
    await this.must('POST', `sys/namespaces/${namespace}`, {}, null)
  }

  /** Takes everything away that was made: a namespace goes with all that is in it. */
  async close(): Promise<void> {
    const { namespace } = this.place
    if (namespace === null) {
      const entities = await entitiesOf((path) => this.call('GET', path), await this.accessors())
      for (const path of this.undo.reverse()) await this.call('DELETE', path)
      for (const id of entities) await this.call('DELETE', `identity/entity/id/${id}`)
    } else await this.call('DELETE', `sys/namespaces/${namespace}`, undefined, { namespace: null })
    await this.agent.close()
  }

  private async accessors(): Promise<string[]> {
    const { body } = await this.call('GET', 'sys/auth')
    const mounts = this.undo.filter((path) => path.startsWith('sys/auth/')).map((path) => path.slice(9))
    return mounts.flatMap((mount) => textOf(recordOf(recordOf(body.data)[`${mount}/`]).accessor) ?? [])
  }

  /** A write that must pass; what `undone` names is deleted at the end. */
  async make(path: string, body: unknown, undone?: string): Promise<void> {
    await this.must('POST', path, body)
    if (undone !== undefined) this.undo.push(undone)
  }

  async must(method: Method, path: string, body?: unknown, namespace = this.place.namespace): Promise<Answer> {
    const answer = await this.call(method, path, body, { namespace })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer
  }

  async call(
    method: Method,
    path: string,
    body?: unknown,
    { token = this.server.token, namespace = this.place.namespace }: { token?: string; namespace?: string | null } = {},
  ): Promise<Answer> {
    const { statusCode, body: sent } = await request(`${this.server.address}/v1/${spelled(path)}`, {
      method,
      dispatcher: this.agent,
      headers: { 'x-vault-token': token, ...(namespace === null ? {} : { 'x-vault-namespace': namespace }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await sent.text()
    return { status: statusCode, body: text === '' ? {} : JSON.parse(text) }
  }
}

/** Each part of the path encoded; a question after it stays. */
function spelled(path: string): string {
  const [where = '', question] = path.split('?list=')
  const encoded = where.split('/').map(encodeURIComponent).join('/')
  return question === undefined ? encoded : `${encoded}?list=${question}`
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
