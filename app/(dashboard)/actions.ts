// What every page can do: start a scan, check the connection, choose a theme, sign out.
'use server'

import { cookies } from 'next/headers'
import { z } from 'zod'
import { protectedAction, publicAction } from '@/lib/auth/protected-action'
import { signOut } from '@/lib/auth/sign-in'
import { queueNames } from '@/lib/jobs/definitions'
import { enqueueCheck, enqueueScan } from '@/lib/jobs/enqueue'
import { jobState } from '@/lib/jobs/job-state'
import { setTargetDate } from '@/lib/services/set-target-date'

export const startScan = protectedAction('editor', z.strictObject({}), (_input, { user }) => enqueueScan(user.name))

export const checkConnection = protectedAction('editor', z.strictObject({}), () => enqueueCheck())

export const followJob = protectedAction(
  'viewer',
  z.strictObject({ queue: z.enum(queueNames), id: z.uuid() }),
  ({ queue, id }) => jobState(queue, id),
)

export const saveTargetDate = protectedAction(
  'editor',
  z.strictObject({ date: z.iso.date().nullable() }),
  ({ date }, { user }) => setTargetDate(date, user.name),
)

export const saveTheme = publicAction(z.enum(['system', 'light', 'dark']), async (theme) => {
  const store = await cookies()
  if (theme === 'system') store.delete('theme')
  else store.set('theme', theme, { httpOnly: true, sameSite: 'lax', maxAge: 60 * 60 * 24 * 365 })
})

export const leave = protectedAction('viewer', z.strictObject({}), () => signOut())
