// Comments of people on one variable.
import { addComment, deleteComment, findComments, isInInventory, type RowComment } from '@/lib/db/comment-repository'
import { AppError } from '@/lib/errors'

export type { RowComment }

export const longestComment = 2000

export async function loadComments(variableId: string): Promise<RowComment[]> {
  return findComments(variableId)
}

/** Fails with `not_found` when the inventory has no such row, with `invalid_input` when nothing is said or too much. */
export async function commentOnRow(variableId: string, text: string, who: string): Promise<void> {
  const said = text.replaceAll('\r\n', '\n').trim()
  if (said === '') throw new AppError('invalid_input', ['Write something first.'])
  if (said.length > longestComment)
    throw new AppError('invalid_input', [`The comment has ${said.length} characters; ${longestComment} fit.`])
  if (!(await isInInventory(variableId))) throw new AppError('not_found')
  await addComment({ variableId, who, text: said })
}

/** Only one's own: fails with `not_found` for any other. */
export async function deleteOwnComment(id: string, who: string): Promise<void> {
  if (!(await deleteComment(id, who))) throw new AppError('not_found')
}
