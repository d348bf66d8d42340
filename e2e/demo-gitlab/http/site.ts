// What GitLab serves outside the API: OpenID Connect discovery, and a page for a merge request.
import { discovery } from '../oidc/discovery.ts'
import type { Reply } from './context.ts'
import type { Incoming, Machine } from './create-demo-server.ts'

export function answerSite({ path }: Incoming, { state }: Machine, url: string): Reply {
  if (path === '/.well-known/openid-configuration') return { status: 200, body: discovery(url) }
  if (path === '/oauth/discovery/keys') return { status: 200, body: { keys: [state.signingKey.publicJwk()] } }
  return { status: 404, text: 'Not found\n' }
}
