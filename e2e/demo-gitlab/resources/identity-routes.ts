// Who the token is, and what the server is.
import { type Context, json, type Route, route } from '../http/context.ts'
import { notFound } from '../http/refusal.ts'

export const revision = '4f2c9d81a7e'

function tokenEntity({ token }: Context): Record<string, unknown> {
  return {
    id: token.id,
    name: token.title,
    revoked: false,
    created_at: '2026-05-04T08:12:31.000Z',
    description: null,
    scopes: token.scopes,
    user_id: token.userId,
    last_used_at: new Date().toISOString(),
    active: true,
    expires_at: '2027-05-01',
  }
}

function versionEntity(version: string): Record<string, unknown> {
  return { version, revision, kas: { enabled: false, externalUrl: null, version: null }, enterprise: true }
}

export const identityRoutes: Route[] = [
  route('GET', '/version', ({ world }) => json(versionEntity(world.version))),
  route('GET', '/metadata', ({ world }) => json(versionEntity(world.version))),
  route('GET', '/personal_access_tokens/self', (context) => json(tokenEntity(context))),
  route('GET', '/personal_access_tokens/:id', (context) => {
    if (Number(context.params.id) !== context.token.id) throw notFound()
    return json(tokenEntity(context))
  }),
  route('GET', '/user', ({ user, url }) =>
    json({
      id: user.id,
      username: user.username,
      name: user.name,
      state: 'active',
      locked: false,
      avatar_url: `${url}/uploads/-/system/user/avatar/${user.id}/avatar.png`,
      web_url: `${url}/${user.username}`,
      email: user.email,
      public_email: null,
      bot: false,
      two_factor_enabled: true,
      external: false,
      created_at: '2026-01-12T09:00:00.000Z',
      ...(user.admin ? { is_admin: true } : {}),
    }),
  ),
]
