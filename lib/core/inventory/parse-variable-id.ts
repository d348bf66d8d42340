// Reads the id that `variableId` made.
import { z } from 'zod'
import type { Level } from './variable'

const idSchema = z.tuple([
  z.enum(['instance', 'group', 'project', 'schedule']),
  z.string().nullable(),
  z.string(),
  z.string(),
])

/** Level, owner, key and environment scope of an id; null when the text is no id. A schedule's number is left out. */
export function parseVariableId(
  id: string,
): { level: Level; owner: string | null; key: string; environmentScope: string } | null {
  let json: unknown
  try {
    json = JSON.parse(id)
  } catch {
    return null
  }
  const parsed = idSchema.safeParse(json)
  if (!parsed.success) return null
  const [level, owner, key, environmentScope] = parsed.data
  return { level, owner: level === 'schedule' ? (owner?.replace(/#\d+$/, '') ?? null) : owner, key, environmentScope }
}
