// Writes an answer, or breaks it as a fault says.
import type { ServerResponse } from 'node:http'
import type { Reply } from './context.ts'
import type { Fault } from './faults.ts'

/** Writes the reply; HEAD gets the headers only. */
export function send(response: ServerResponse, reply: Reply, method: string): void {
  const isJson = reply.text === undefined && reply.body !== undefined
  const text = isJson ? JSON.stringify(reply.body) : (reply.text ?? '')
  response.statusCode = reply.status
  if (reply.status !== 204)
    response.setHeader('content-type', isJson ? 'application/json' : 'text/plain; charset=utf-8')
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value)
  response.setHeader('content-length', Buffer.byteLength(text))
  response.end(method === 'HEAD' ? undefined : text)
}

/** Does what the fault says instead of a good answer; false if the answer goes out as it is (page drift). */
export function sendFault(response: ServerResponse, fault: Fault, reply: Reply, method: string): boolean {
  switch (fault.kind) {
    case '429': {
      const wait = fault.retryAfter ?? 1
      const reset = Math.ceil(Date.now() / 1000) + wait
      const headers = {
        'content-type': 'text/plain',
        'retry-after': String(wait),
        'ratelimit-limit': '120',
        'ratelimit-name': 'throttle_authenticated_api',
        'ratelimit-observed': '121',
        'ratelimit-remaining': '0',
        'ratelimit-reset': String(reset),
        'ratelimit-resettime': new Date(reset * 1000).toUTCString(),
      }
      send(response, { status: 429, text: 'Retry later\n', headers }, method)
      return true
    }
    case '500':
      send(response, { status: 500, body: { message: '500 Internal Server Error' } }, method)
      return true
    case '502':
      send(response, { ...htmlPage('GitLab is not responding'), status: 502 }, method)
      return true
    case '503':
      send(response, overloaded(reply), method)
      return true
    case 'html':
      send(response, htmlPage('Sign in · GitLab'), method)
      return true
    case 'redirect':
      send(
        response,
        { status: 302, text: '', headers: { location: fault.location ?? 'http://elsewhere.example/' } },
        method,
      )
      return true
    case 'truncated': {
      const text = JSON.stringify(reply.body ?? null)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(text.slice(0, Math.floor(text.length / 2)))
      return true
    }
    case 'hang':
      return true
    case 'drift':
      return false
  }
}

function overloaded(reply: Reply): Reply {
  const message = 'Request timed out. Please try a less complex query or a smaller set of records.'
  const graphql = typeof reply.body === 'object' && reply.body !== null && 'data' in reply.body
  return { status: 503, body: graphql ? { errors: [{ message }] } : { message: '503 Service Unavailable' } }
}

function htmlPage(title: string): Reply {
  const text = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
  return { status: 200, text, headers: { 'content-type': 'text/html; charset=utf-8' } }
}
