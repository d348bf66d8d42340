// JSON as PostgreSQL's jsonb takes it.

/**
 * Takes anything that JSON can hold and gives its text. NUL and lone surrogates, which jsonb refuses
 * (postgresql.org/docs/current/datatype-json.html), become U+FFFD: names, descriptions and files of GitLab may hold them.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(clean(JSON.parse(JSON.stringify(value))))
}

/** The same as an object, for where Prisma writes the JSON. */
export function jsonValue<T>(value: T): T {
  return JSON.parse(jsonText(value))
}

export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), clean(inner)]))
}
