// Named addresses of the inventory: one person's own, and those that they share.
import { randomUUID } from 'node:crypto'
import { database } from './database'
import { storableText } from './json-text'

export type SavedView = { id: string; who: string; shared: boolean; name: string; address: string }

/** Own ones and all that are shared, by name. */
export async function findSavedViews(who: string): Promise<SavedView[]> {
  const rows = await database().savedView.findMany({
    where: { OR: [{ who }, { shared: true }] },
    orderBy: [{ name: 'asc' }, { who: 'asc' }],
  })
  return rows.map(({ id, who: by, shared, name, address }) => ({ id, who: by, shared, name, address }))
}

/** One name is one view of a person: saved again it is replaced. */
export async function saveSavedView(view: Omit<SavedView, 'id'>): Promise<void> {
  const { who, shared, address } = view
  const name = storableText(view.name)
  await database().savedView.upsert({
    where: { who_name: { who, name } },
    create: { id: randomUUID(), who, shared, name, address: storableText(address) },
    update: { shared, address: storableText(address), at: new Date() },
  })
}

export async function countSavedViews(who: string): Promise<number> {
  return database().savedView.count({ where: { who } })
}

/** Only of this person. */
export async function deleteSavedView(id: string, who: string): Promise<boolean> {
  const { count } = await database().savedView.deleteMany({ where: { id, who } })
  return count > 0
}
