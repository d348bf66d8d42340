// Named views of the inventory, per person and shared. The address stays what says which view is shown.
import {
  countSavedViews,
  deleteSavedView,
  findSavedViews,
  type SavedView,
  saveSavedView,
} from '@/lib/db/saved-view-repository'
import { AppError } from '@/lib/errors'

export type { SavedView }

const most = 100

export async function loadSavedViews(who: string): Promise<SavedView[]> {
  return findSavedViews(who)
}

/** `address` is one of the inventory: fails with `invalid_input` for any other, and for more views than a menu can hold. */
export async function keepView(view: Omit<SavedView, 'id'>): Promise<void> {
  const name = view.name.trim()
  if (name === '') throw new AppError('invalid_input', ['Give the view a name.'])
  if (!/^\/inventory(\?[^#]*)?$/.test(view.address))
    throw new AppError('invalid_input', ['Only views of the inventory are kept.'])
  const known = await findSavedViews(view.who)
  const replaces = known.some((one) => one.who === view.who && one.name === name)
  if (!replaces && (await countSavedViews(view.who)) >= most)
    throw new AppError('invalid_input', [`There are ${most} views already. Delete one first.`])
  await saveSavedView({ ...view, name })
}

/** Only one's own. */
export async function dropView(id: string, who: string): Promise<void> {
  if (!(await deleteSavedView(id, who))) throw new AppError('not_found')
}
