// Reads and changes the `state:` part of a filter text; the rest of the text is left as written.

const statePart = /(?:^|\s)state:(\S+)/g

/** The one state that the filter asks for, or null when it asks for none or several. */
export function stateOfFilter(filter: string): string | null {
  const found = [...filter.matchAll(statePart)]
  return found.length === 1 ? (found[0]?.[1] ?? null) : null
}

/** The filter with its `state:` replaced; null takes it out. */
export function withState(filter: string, state: string | null): string {
  const rest = filter.replaceAll(statePart, ' ').replaceAll(/\s+/g, ' ').trim()
  return [state ? `state:${state}` : '', rest].filter(Boolean).join(' ')
}
