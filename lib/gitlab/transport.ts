// One HTTP request to GitLab: time limit, no redirect to another host, waits as told by Retry-After, errors without upstream text.
import { Agent, type Dispatcher, fetch } from 'undici'
import type { GitlabSettings } from '@/lib/env'
import { codeOfStatus, GitlabError } from './gitlab-error'
import type { Pace } from './pace'

export type TransportRequest = {
  method: string
  /** Relative to `<url>/api/`, such as `v4/projects` or `graphql`. */
  path: string
  body?: string
  headers?: Record<string, string>
  /** Set for the one request that follows a moved project; that one follows nothing more. */
  moved?: boolean
}

export type TransportAnswer = { status: number; headers: Headers; body: unknown }

/** Told before a wait that GitLab asked for, so that a page can say so. */
export type OnWait = (seconds: number) => void

const longestWait = 120
const attempts = 4

export type Transport = (request: TransportRequest, onWait?: OnWait) => Promise<TransportAnswer>

/**
 * Everything is sent with the token to this one origin only. Reads are repeated on 429, 502, 503 and broken connections; writes
 * on 429 only. `timeout` is for one attempt, in milliseconds: GitLab itself gives up after 30 s. With a `pace` a wait that a rate
 * limit asks for is shared: everybody with the same pace waits, and what others were told holds here too.
 */
export function makeTransport(
  settings: Pick<GitlabSettings, 'url' | 'ca'>,
  token: () => string,
  notify?: OnWait,
  timeout = 40_000,
  pace?: Pace,
): Transport {
  const dispatcher = new Agent({ connect: settings.ca ? { ca: settings.ca } : {} })
  const connection = { base: settings.url, token, dispatcher, timeout }
  return async (request, onWait = notify) => {
    for (let attempt = 1; ; attempt += 1) {
      await pace?.ready(onWait)
      try {
        return await attemptOnce(connection, request)
      } catch (error) {
        if (!(error instanceof Retry)) throw error
        const read = request.method === 'GET' || (request.path === 'graphql' && error.status !== 503)
        const again = attempt < attempts && (error.status === 429 || read)
        const seconds = error.after ?? 0.25 * 2 ** attempt
        if (!again || seconds > longestWait) throw error.final
        if (error.status === 429 && pace) {
          await pace.pause(seconds * 1000)
          continue
        }
        if (error.status === 429) onWait?.(Math.ceil(seconds))
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
      }
    }
  }
}

/** A failure that may pass. `after` is what Retry-After says, in seconds. */
class Retry extends Error {
  constructor(
    readonly status: number | null,
    readonly after: number | null,
    readonly final: GitlabError,
  ) {
    super(final.message)
  }
}

type Connection = { base: string; token: () => string; dispatcher: Dispatcher; timeout: number }

async function attemptOnce(connection: Connection, request: TransportRequest): Promise<TransportAnswer> {
  const url = `${connection.base}/api/${request.path}`
  let response: Awaited<ReturnType<typeof fetch>>
  let text: string
  try {
    response = await fetch(url, {
      method: request.method,
      headers: { ...request.headers, 'private-token': connection.token(), accept: 'application/json' },
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(connection.timeout),
      dispatcher: connection.dispatcher,
    })
    text = await response.text()
  } catch (error) {
    throw connectionFailure(error)
  }
  const { status } = response
  if (status >= 300 && status < 400) return follow(connection, url, request, response.headers.get('location'))
  const json = parse(text)
  const headers = new Headers([...response.headers])
  if (status >= 200 && status < 300) {
    if (status === 204 || text === '') return { status, headers, body: null }
    if (json === undefined) throw unreadable(text, headers)
    return { status, headers, body: json }
  }
  const refusal = new GitlabError(codeOfStatus(status), status, saidBy(json))
  if (status === 404 && json === undefined && /<html|<!doctype/i.test(text))
    throw new GitlabError('gitlab_wrong_url', status)
  if ([429, 502, 503].includes(status))
    throw new Retry(status, retryAfter(response.headers.get('retry-after')), refusal)
  throw refusal
}

/** GitLab redirects moved projects on its own host (301); only such a GET is repeated at the new path. */
async function follow(connection: Connection, from: string, request: TransportRequest, location: string | null) {
  const { base } = connection
  const target = location !== null && URL.canParse(location, from) ? new URL(location, from) : null
  if (!target || target.origin !== new URL(base).origin || request.method !== 'GET' || request.moved) {
    throw new GitlabError('gitlab_redirect')
  }
  const prefix = `${new URL(`${base}/api/`).pathname}`
  if (!target.pathname.startsWith(prefix)) throw new GitlabError('gitlab_wrong_url')
  const path = `${target.pathname.slice(prefix.length)}${target.search}`
  return attemptOnce(connection, { ...request, path, moved: true })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A success that is no JSON: a page from a proxy, or an answer that broke off. */
function unreadable(text: string, headers: Headers): Error {
  if (/<html|<!doctype/i.test(text.slice(0, 500)) || headers.get('content-type')?.includes('html'))
    return new GitlabError('gitlab_not_json')
  return new Retry(null, null, new GitlabError('gitlab_failed'))
}

function saidBy(json: unknown): string {
  if (typeof json !== 'object' || json === null) return ''
  const { message, error, error_description } = json as Record<string, unknown>
  return [error, error_description, message]
    .map((part) => (typeof part === 'string' ? part : part === undefined ? '' : JSON.stringify(part)))
    .join(' ')
}

function retryAfter(header: string | null): number | null {
  if (header === null) return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const until = Date.parse(header)
  return Number.isNaN(until) ? null : Math.max(0, (until - Date.now()) / 1000)
}

function connectionFailure(error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (error instanceof Error && error.name === 'TimeoutError') return new GitlabError('gitlab_timeout')
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return new GitlabError('gitlab_tls')
  const final = new GitlabError('gitlab_unreachable')
  return /ECONNRESET|ECONNREFUSED|UND_ERR_SOCKET|EPIPE/.test(code) ? new Retry(null, null, final) : final
}
