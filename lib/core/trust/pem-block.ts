// The first PEM block of a text, as Go's decoder finds it.

/**
 * Gives the bytes of the first block that can be decoded and what stands behind its last line, or null where there is
 * none. Source: Go `encoding/pem/pem.go` (Decode, getLine).
 */
export function pemBlock(text: string): { bytes: Uint8Array; rest: string } | null {
  for (let from = 0; ; ) {
    const end = text.indexOf('\n-----END ', from)
    if (end < 0) return null
    const begin = text.slice(from, end).lastIndexOf('-----BEGIN ') + from
    const found = begin < from ? null : blockAt(text, { from, begin, end })
    if (found !== null) return found
    from = end + endMark.length
  }
}

const beginMark = '-----BEGIN '
const endMark = '\n-----END '
const dashes = '-----'

function blockAt(text: string, { from, begin, end }: { from: number; begin: number; end: number }) {
  if (begin > from && text[begin - 1] !== '\n') return null
  const first = lineAt(text, begin + beginMark.length)
  if (!first.line.endsWith(dashes)) return null
  const type = first.line.slice(0, -dashes.length)
  let start = first.next
  for (let line = lineAt(text, start); line.line.includes(':'); line = lineAt(text, start)) start = line.next
  if (start > end + 1) return null
  const trailer = lineAt(text, end + endMark.length)
  if (trailer.line !== `${type}${dashes}`) return null
  const bytes = base64Bytes(text.slice(start, Math.max(start, end)))
  return bytes === null ? null : { bytes, rest: text.slice(trailer.next) }
}

function lineAt(text: string, from: number): { line: string; next: number } {
  const end = text.indexOf('\n', from)
  const line = end < 0 ? text.slice(from) : text.slice(from, end).replace(/\r$/, '')
  return { line: line.replace(/[ \t]+$/, ''), next: end < 0 ? text.length : end + 1 }
}

function base64Bytes(text: string): Uint8Array | null {
  const packed = text.replace(/[ \t\r\n]/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return null
  return Uint8Array.from(atob(packed), (char) => char.charCodeAt(0))
}
