// A variable's identity as a reader wants to see it: key, level, owner and environment scope.
import { z } from 'zod'

const identity = z.tuple([z.string(), z.string().nullable(), z.string(), z.string()])

export type VariableName = { level: string; owner: string | null; key: string; scope: string }

/** Takes an id made by `variableId` and gives its parts; null for any other text. */
export function variableName(id: string): VariableName | null {
  const parsed = identity.safeParse(parseJson(id))
  if (!parsed.success) return null
  const [level, owner, key, scope] = parsed.data
  return { level, owner, key, scope }
}

/**
 * Takes an id made by `variableId` and gives text such as `DB_PASSWORD (project shop/api, scope production)`; any other
 * id comes back as it is. The text is raw: whoever writes it somewhere escapes it for that place.
 */
export function variableLabel(id: string): string {
  const name = variableName(id)
  if (name === null) return id
  const where = name.owner === null ? name.level : `${name.level} ${name.owner}`
  return `${name.key} (${where}, scope ${name.scope})`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
