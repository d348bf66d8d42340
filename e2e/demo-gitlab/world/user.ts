// The people of the demo estate.
import { staff } from './staff.ts'

export interface User {
  id: number
  username: string
  name: string
  email: string
  admin: boolean
}

export const users: User[] = [
  { id: 1, username: 'root', name: 'Administrator', email: 'admin@kestrel.example', admin: true },
  { id: 2, username: 'mira.voss', name: 'Mira Voss', email: 'mira.voss@kestrel.example', admin: false },
  { id: 3, username: 'tomas.lind', name: 'Tomas Lind', email: 'tomas.lind@kestrel.example', admin: false },
  { id: 4, username: 'ada.okafor', name: 'Ada Okafor', email: 'ada.okafor@kestrel.example', admin: false },
  { id: 5, username: 'jun.sato', name: 'Jun Sato', email: 'jun.sato@kestrel.example', admin: false },
  ...staff,
]

/** The person that the read and the write token belong to. */
export const tokenUserId = 2

/** The user with that id; throws for an unknown one, which would be a mistake in the story. */
export function userById(id: number): User {
  const user = users.find((one) => one.id === id)
  if (user === undefined) throw new Error(`No user ${id} in the demo estate`)
  return user
}
