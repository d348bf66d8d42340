// What people say about variables.
import { randomUUID } from 'node:crypto'
import { database } from './database'
import { jsonText, storableText } from './json-text'

export type RowComment = { id: string; variableId: string; who: string; at: string; text: string }

/** Oldest first. */
export async function findComments(variableId: string): Promise<RowComment[]> {
  const rows = await database().rowComment.findMany({ where: { variableId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export async function addComment({
  variableId,
  who,
  text,
}: Pick<RowComment, 'variableId' | 'who' | 'text'>): Promise<void> {
  const data = {
    id: randomUUID(),
    variableId: storableText(variableId),
    who: storableText(who),
    text: storableText(text),
  }
  await database().rowComment.create({ data })
}

/** One that says the same of the same variable already is left out. Returns how many were added. */
export async function addNewComments(
  comments: readonly Pick<RowComment, 'variableId' | 'text'>[],
  who: string,
): Promise<number> {
  if (comments.length === 0) return 0
  const rows = comments.map((comment) => ({ ...comment, id: randomUUID() }))
  return database().$executeRaw`INSERT INTO row_comment (id, variable_id, who, at, text)
    SELECT id, "variableId", ${storableText(who)}, now(), text
    FROM jsonb_to_recordset(${jsonText(rows)}::jsonb) AS said(id uuid, "variableId" text, text text)
    WHERE NOT EXISTS (SELECT 1 FROM row_comment AS known WHERE known.variable_id = "variableId" AND known.text = said.text)`
}

export async function isInInventory(variableId: string): Promise<boolean> {
  return (await database().inventoryRow.count({ where: { id: variableId } })) > 0
}

/** Only of this person. False where there is none, or it is another's. */
export async function deleteComment(id: string, who: string): Promise<boolean> {
  const { count } = await database().rowComment.deleteMany({ where: { id, who } })
  return count > 0
}
