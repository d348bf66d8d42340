// Which token a request carries: PRIVATE-TOKEN, Authorization, JOB-TOKEN or ?private_token=.
import type { IncomingHttpHeaders } from 'node:http'
import { Refusal, unauthorized } from './refusal.ts'

export type TokenName = 'read' | 'write' | 'admin'

export interface Token {
  name: TokenName
  id: number
  title: string
  scopes: string[]
  userId: number
}

export const tokenKinds: Token[] = [
  { name: 'read', id: 71, title: 'cutover-scan', scopes: ['read_api'], userId: 2 },
  { name: 'write', id: 72, title: 'cutover-author', scopes: ['api'], userId: 2 },
  { name: 'admin', id: 73, title: 'estate-admin', scopes: ['api', 'admin_mode'], userId: 1 },
]

/** The token text of a request, wherever it stands; null if there is none. */
export function presentedToken(headers: IncomingHttpHeaders, query: URLSearchParams): string | null {
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1]
  const direct = headers['private-token'] ?? headers['job-token']
  return (Array.isArray(direct) ? direct[0] : direct) ?? bearer ?? query.get('private_token') ?? query.get('job_token')
}

/** The token that the text names; null for no text, and for an unknown one a 401 as GitLab gives for a revoked token. */
export function identifyToken(text: string | null, tokens: Record<TokenName, string>): Token | null {
  if (text === null) return null
  const found = tokenKinds.find((kind) => tokens[kind.name] === text)
  if (found === undefined) throw unauthorized()
  return found
}

/** Refuses a writing request of a token without the `api` scope, with GitLab's body. */
export function requireScope(token: Token, method: string): void {
  if (method === 'GET' || method === 'HEAD' || token.scopes.includes('api')) return
  throw new Refusal(403, {
    error: 'insufficient_scope',
    error_description: 'The request requires higher privileges than provided by the access token.',
    scope: 'api',
  })
}
