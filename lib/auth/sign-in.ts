// One-time sign-in: the token of the link that `npm start` printed becomes a session.
import { spendSignInToken } from '@/lib/db/session-repository'
import { endSession, sha256, startSession } from './session'

const refusal =
  'This sign-in link was used already, or has expired. Start Cutover again with `npm start`: it prints a new one.'

export async function signIn(token: string): Promise<{ ok: true } | { ok: false; message: string }> {
  if (!(await spendSignInToken(sha256(token)))) return { ok: false, message: refusal }
  await startSession('administrator', 'admin')
  return { ok: true }
}

export async function signOut(): Promise<void> {
  await endSession()
}
