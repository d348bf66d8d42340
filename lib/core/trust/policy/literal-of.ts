// The text that a key or a literal of a policy stands for.
import type { Literal, Token } from './hcl-nodes'

const escapes: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
}

/** Source: hashicorp/hcl v1.0.1-vault-5 `hcl/token/token.go` (Value), `hcl/strconv/quote.go`; in JSON Go's `strconv.Unquote`. */
export function literalOf({ type, pos, text }: Token, json: boolean): Literal {
  return { kind: 'literal', type, pos, text, value: textFor(type, text, json) }
}

function textFor(type: Token['type'], text: string, json: boolean): string {
  if (type === 'HEREDOC') return heredocValue(text)
  if (type !== 'STRING' || text === '') return text
  const inner = text.slice(1, -1)
  if (text.length < 2 || !text.endsWith('"')) return inner
  if (!inner.includes('\\') && !inner.includes('$')) return inner
  return unquote(inner, json)
}

const piece = /\\(?:([abfnrtv\\"])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3}))|[^\\]/gsuy

/** What cannot be unquoted stays as it is: the scanner has an error for it. */
function unquote(inner: string, json: boolean): string {
  let value = ''
  let at = 0
  while (at < inner.length) {
    if (!json && inner.startsWith('${', at)) {
      const end = interpolationEnd(inner, at + 2)
      value += inner.slice(at, end)
      at = end
      continue
    }
    piece.lastIndex = at
    const found = piece.exec(inner)
    if (!found) return inner
    at = piece.lastIndex
    const [all, named, hex, short, long, octal] = found
    const code = hex ?? short ?? long
    if (named !== undefined) value += escapes[named] ?? ''
    else if (code !== undefined) value += character(Number.parseInt(code, 16))
    else value += octal === undefined ? all : character(Number.parseInt(octal, 8))
  }
  return value
}

const character = (code: number): string => (code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code))

/** `${` up to its closing brace stays as it is, quotes and escapes too. */
function interpolationEnd(inner: string, from: number): number {
  let braces = 1
  for (let at = from; at < inner.length; at++) {
    if (inner[at] === '{') braces++
    else if (inner[at] === '}') braces--
    if (braces === 0) return at + 1
  }
  return inner.length
}

/** Without the anchors; with `<<-` also without the indentation of the closing one, if every line has it. */
function heredocValue(text: string): string {
  const start = text.indexOf('\n')
  if (text[2] !== '-') return text.slice(start + 1, text.length - start + 1)
  const lines = text.slice(start + 1, text.length - start + 2).split('\n')
  const indent = lines.at(-1) ?? ''
  if (!lines.every((line) => line.startsWith(indent))) {
    return text.slice(start + 1, text.length - start + 1).replace(/[ \t]+$/, '')
  }
  return [...lines.slice(0, -1).map((line) => line.slice(indent.length)), ''].join('\n')
}
