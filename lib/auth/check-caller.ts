// The one check before every action and route: own site, signed in, role high enough. Anything unclear is a refusal.
import { headers } from 'next/headers'
import { AppError } from '@/lib/errors'
import { currentUser, type Role, type User } from './session'

const rank: Record<Role, number> = { viewer: 0, editor: 1, admin: 2 }

/** The Origin header, where the browser sends one, must name the host that was asked. Changes need one. */
export async function checkOrigin(change: boolean): Promise<void> {
  const list = await headers()
  const origin = list.get('origin')
  const host = list.get('host')
  if (origin === null && !change && list.get('sec-fetch-site') !== 'cross-site') return
  if (origin === null || host === null || !URL.canParse(origin) || new URL(origin).host !== host)
    throw new AppError('cross_site')
}

export async function checkCaller(role: Role, change: boolean): Promise<User> {
  await checkOrigin(change)
  const user = await currentUser()
  if (!user) throw new AppError('not_signed_in')
  if (!(rank[user.role] >= rank[role])) throw new AppError('not_allowed')
  return user
}
