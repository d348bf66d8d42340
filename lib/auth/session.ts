// The signed-in browser: a random cookie, of which the database knows only the sha256.
import { createHash, randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { createSession, deleteSession, findSession } from '@/lib/db/session-repository'

export type Role = 'viewer' | 'editor' | 'admin'

export type User = { id: string; name: string; role: Role }

const cookieName = 'cutover_session'
const days = 30

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export async function startSession(name: string, role: Role): Promise<void> {
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + days * 24 * 3600 * 1000)
  await createSession({ hash: sha256(secret), name, role, expiresAt })
  const jar = await cookies()
  // Lax, not strict: the sign-in link is opened from a terminal or a chat, and must find the session after its redirect.
  jar.set(cookieName, secret, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    expires: expiresAt,
    secure: process.env.CUTOVER_HTTPS === '1',
  })
}

/** Null when nobody is signed in. Only roles that exist are taken; anything else is nobody. */
export async function currentUser(): Promise<User | null> {
  const secret = (await cookies()).get(cookieName)?.value
  if (!secret) return null
  const session = await findSession(sha256(secret))
  if (!session) return null
  const role = (['viewer', 'editor', 'admin'] as const).find((known) => known === session.role)
  return role ? { id: session.name, name: session.name, role } : null
}

export async function endSession(): Promise<void> {
  const jar = await cookies()
  const secret = jar.get(cookieName)?.value
  if (secret) await deleteSession(sha256(secret))
  jar.delete(cookieName)
}
