// The path of a policy rule, as Vault looks it up.

export type PathPattern = {
  /** As it is compared; a prefix without its `*`. */
  path: string
  kind: 'exact' | 'prefix' | 'segments'
  /** As it is written, without a leading slash. */
  shown: string
}

/** Null where `+*` is in it, which is refused. Source: OpenBao v2.4.0 `vault/policy.go` (parsePaths). */
export function pathPattern(key: string): PathPattern | null {
  const shown = key.replace(/^\//, '')
  if (shown.includes('+*')) return null
  if (shown === '+' || shown.startsWith('+/') || shown.includes('/+')) return { path: shown, kind: 'segments', shown }
  if (shown.endsWith('*')) return { path: shown.slice(0, -1), kind: 'prefix', shown }
  return { path: shown, kind: 'exact', shown }
}
