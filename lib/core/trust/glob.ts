// The glob that Vault and OpenBao use for bound claims.

/**
 * Does the text match the pattern? `*` is any text, also none and across `/`; nothing else is special, there is no
 * escape, case counts; a pattern without `*` is equality, and the empty pattern matches the empty text only.
 * Source: github.com/ryanuber/go-glob v1.0.0 `glob.go` (Glob), used with `bound_claims_type=glob`.
 */
export function glob(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  if (pattern === '*') return true
  const parts = pattern.split('*')
  if (parts.length === 1) return text === pattern
  const first = parts[0] ?? ''
  const last = parts.at(-1) ?? ''
  if (!text.startsWith(first)) return false
  let rest = text.slice(first.length)
  for (const part of parts.slice(1, -1)) {
    const found = rest.indexOf(part)
    if (found < 0) return false
    rest = rest.slice(found + part.length)
  }
  return rest.endsWith(last)
}
