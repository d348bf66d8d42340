// Narrowing of what a YAML file may hold anywhere.

export type YamlMap = Record<string, unknown>

/** Is this a map (and no list, scalar or nothing)? */
export function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list as it is; nothing as an empty list; anything else as a list of one. As GitLab reads most of its keys. */
export function asList(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** The text of a scalar, or null for maps, lists and nothing. */
export function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : null
}

/** All scalars below a value, values of maps in their order; keys of maps are left out. */
export function textsBelow(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsBelow)
  if (isMap(value)) return Object.values(value).flatMap(textsBelow)
  const text = scalarText(value)
  return text === null ? [] : [text]
}
