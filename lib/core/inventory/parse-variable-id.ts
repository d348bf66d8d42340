// Reads the id that `variableId` made.
import { type Level, levels } from './variable'

export type NamedVariable = { level: Level; owner: string | null; key: string; environmentScope: string }

/** Level, owner, key and environment scope of an id; null when the text is no id. A schedule's number is left out. */
export function parseVariableId(id: string): NamedVariable | null {
  let json: unknown
  try {
    json = JSON.parse(id)
  } catch {
    return null
  }
  if (!Array.isArray(json) || json.length !== 4) return null
  const [written, owner, key, environmentScope]: unknown[] = json
  const level = levels.find((one) => one === written)
  if (level === undefined || typeof key !== 'string' || typeof environmentScope !== 'string') return null
  if (owner !== null && typeof owner !== 'string') return null
  return { level, owner: level === 'schedule' ? (owner?.replace(/#\d+$/, '') ?? null) : owner, key, environmentScope }
}
