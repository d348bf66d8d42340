// For pages: the signed-in user, or the way to the sign-in page.
import { redirect } from 'next/navigation'
import { currentUser, type User } from './session'

export async function requireUser(): Promise<User> {
  const user = await currentUser()
  if (!user) redirect('/sign-in')
  return user
}
