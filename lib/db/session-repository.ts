// One-time sign-in tokens and sessions, by hash only.
import { database } from './database'

/** Marks the token used and tells whether it could be: it exists, is unused and not expired. Atomic. */
export async function spendSignInToken(hash: string): Promise<boolean> {
  const used = await database()
    .$executeRaw`UPDATE sign_in_token SET used_at = now() WHERE hash = ${hash} AND used_at IS NULL AND expires_at > now()`
  return used === 1
}

export async function createSession(session: {
  hash: string
  name: string
  role: string
  expiresAt: Date
}): Promise<void> {
  await database().session.create({ data: session })
}

export async function findSession(hash: string): Promise<{ name: string; role: string } | null> {
  return database().session.findFirst({
    where: { hash, expiresAt: { gt: new Date() } },
    select: { name: true, role: true },
  })
}

export async function deleteSession(hash: string): Promise<void> {
  await database().session.deleteMany({ where: { hash } })
}
