// The body of a role as it is edited: claims as one line each, and what of it fits into an address.

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

export type RoleBody = { [name: string]: Json }

export function isBody(value: unknown): value is RoleBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Null where the text is no JSON object. */
export function readBody(text: string): RoleBody | null {
  try {
    const value: unknown = JSON.parse(text)
    return isBody(value) ? value : null
  } catch {
    return null
  }
}

export function bodyText(body: RoleBody): string {
  return `${JSON.stringify(body, null, 2)}\n`
}

/** A text stands as it is, unless it could be taken for something else; everything else as JSON. */
export function valueText(value: unknown): string {
  if (typeof value === 'string' && readValue(value) === value) return value
  return JSON.stringify(value)
}

/** What was typed: a list, a quoted text, a number, `true`, `false` or `null` as JSON, anything else is the text itself. */
export function readValue(text: string): Json {
  if (!/^(?:[["{]|-?\d|true$|false$|null$)/.test(text)) return text
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return text
  }
}

/** An address stays well below what servers take. */
const longest = 2500

/** The keys that differ, for the address; null where there are none, where one was taken away, or where they are too long. */
export function editOf(original: RoleBody, body: RoleBody): string | null {
  if (Object.keys(original).some((name) => !Object.hasOwn(body, name))) return null
  const changed = Object.entries(body).filter(([name, value]) => {
    return JSON.stringify(value) !== JSON.stringify(original[name])
  })
  if (changed.length === 0) return null
  const text = JSON.stringify(Object.fromEntries(changed))
  return encodeURIComponent(text).length > longest ? null : text
}

/** The body with what an address says of it; without change where that cannot be read. */
export function withEdit(original: RoleBody, edit: string | null): RoleBody {
  const read = edit === null ? null : readBody(edit)
  return read === null ? original : { ...original, ...read }
}

export function changeAddress({ vault, role, edit }: { vault: string; role: string; edit: string | null }): string {
  const parameters = new URLSearchParams({ vault, role })
  if (edit !== null) parameters.set('edit', edit)
  return `/access/change?${parameters}`
}
