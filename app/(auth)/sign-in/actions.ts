// Spends a one-time token for a session.
'use server'

import { z } from 'zod'
import { publicAction } from '@/lib/auth/protected-action'
import { signIn } from '@/lib/auth/sign-in'

export const signInWithToken = publicAction(z.strictObject({ token: z.string().min(1).max(500) }), ({ token }) =>
  signIn(token),
)
