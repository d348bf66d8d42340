// A pure function of a text that remembers its last few answers.

/**
 * Takes a pure function of a text; gives the same function, which answers a text that it had lately with the same object.
 * One CI file is looked at from many sides in a row, and a template by one project after the other. What is kept is bound
 * by number and by the length of the texts, so an estate of any size costs the same memory. Callers must not change what
 * they get.
 */
export function lastFew<T>(
  work: (text: string) => T,
  { most = 6, characters = 400_000 }: { most?: number; characters?: number } = {},
): (text: string) => T {
  const kept = new Map<string, { answer: T }>()
  let length = 0
  const forget = (text: string) => {
    if (kept.delete(text)) length -= text.length
  }
  return (text) => {
    const known = kept.get(text)
    const found = known ?? { answer: work(text) }
    forget(text)
    if (text.length > characters) return found.answer
    kept.set(text, found)
    length += text.length
    for (const oldest of kept.keys()) {
      if (kept.size <= most && length <= characters) break
      forget(oldest)
    }
    return found.answer
  }
}
