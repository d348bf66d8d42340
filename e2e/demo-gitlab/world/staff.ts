// The other people of the demo estate, by the groups that they work in.
import type { User } from './user.ts'

const first = ['Ines', 'Karl', 'Lea', 'Milo', 'Nora', 'Otis', 'Pia', 'Ruben']
const last = ['Adler', 'Brandt', 'Costa', 'Duarte', 'Eriksen', 'Farkas', 'Goran', 'Hale']

/** Numbers 11 to 74. */
export const staff: User[] = first.flatMap((name, row) =>
  last.map((surname, column) => {
    const username = `${name}.${surname}`.toLowerCase()
    const id = 11 + row * last.length + column
    return { id, username, name: `${name} ${surname}`, email: `${username}@kestrel.example`, admin: false }
  }),
)

/** First and last number of those with a role, by group: 20 Reporter, 30 Developer, 40 Maintainer. */
export const staffOf: Record<string, { from: number; to: number; accessLevel: number }[]> = {
  platform: [
    { from: 11, to: 16, accessLevel: 30 },
    { from: 17, to: 20, accessLevel: 40 },
  ],
  payments: [
    { from: 21, to: 28, accessLevel: 30 },
    { from: 29, to: 31, accessLevel: 40 },
  ],
  'payments/pci': [{ from: 32, to: 33, accessLevel: 40 }],
  shop: [
    { from: 34, to: 51, accessLevel: 30 },
    { from: 52, to: 55, accessLevel: 40 },
    { from: 56, to: 60, accessLevel: 20 },
  ],
  'shop/mobile': [{ from: 61, to: 65, accessLevel: 30 }],
  data: [
    { from: 66, to: 71, accessLevel: 30 },
    { from: 72, to: 74, accessLevel: 40 },
  ],
}
