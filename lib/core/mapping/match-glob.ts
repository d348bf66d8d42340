// The glob of rules and declarations: `*` stands for any text.

/**
 * Does the text match? `*` stands for any text, also `/` and nothing; nothing else is special; case counts. A text
 * without `*` is exact. A literal `*`, such as GitLab's scope `*`, is matched by `*`, since that matches any text.
 */
export function matchesGlob(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*')
  if (!text.startsWith(first)) return false
  const last = rest.pop()
  if (last === undefined) return text === first
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
