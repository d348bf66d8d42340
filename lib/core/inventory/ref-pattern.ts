// Can a regular expression match a ref that no protected name or wildcard covers?
import type { Tri } from './consumer'
import { scopeCovers } from './environment-scope'

/**
 * Takes a pattern over ref names and the protected names and wildcards, and gives `no` where every ref that the pattern
 * matches is protected, else `maybe`. Only anchored alternatives of plain text are understood (`/^release\/.+$/`,
 * `/^(main|master)$/`); any other pattern is `maybe`.
 */
export function mayMatchUnprotected(pattern: RegExp, protectedNames: readonly string[]): Tri {
  if (protectedNames.some((name) => scopeCovers(name, '*'))) return 'no'
  if (pattern.flags.includes('i')) return 'maybe'
  const globs = anchoredGlobs(pattern.source)
  if (!globs) return 'maybe'
  return globs.every((glob) => protectedNames.some((name) => scopeCovers(name, glob))) ? 'no' : 'maybe'
}

/** `^a|^b` binds the anchor to one side only, so alternatives count inside one pair of brackets only. */
function anchoredGlobs(source: string): string[] | null {
  const body = /^\^(.*?)(\$?)$/s.exec(source)
  if (body?.[1] === undefined) return null
  const open = body[2] === ''
  const grouped = /^([^()|]*)\((?:\?:)?([^()]*)\)([^()|]*)$/.exec(body[1])
  if (!grouped) return body[1].includes('|') ? null : allGlobs([body[1]], open)
  const [, before = '', inner = '', after = ''] = grouped
  return allGlobs(
    inner.split('|').map((one) => `${before}${one}${after}`),
    open,
  )
}

function allGlobs(parts: string[], open: boolean): string[] | null {
  const globs = parts.map((part) => toGlob(part))
  return globs.every((glob) => glob !== null) ? globs.map((glob) => (open ? `${glob}*` : glob)) : null
}

/** Plain text with `.*` and `.+` (both wider as `*`, which errs to the side of `maybe`). */
function toGlob(part: string): string | null {
  const glob = part.replace(/\.[*+]\??/g, '\0').replace(/\\([/.\-_])/g, '$1')
  return /^[\w/\-\0.]*$/.test(glob) && !/(?<!\\)\./.test(part.replace(/\.[*+]\??/g, ''))
    ? glob.replaceAll('\0', '*')
    : null
}
