// A text as a YAML scalar of one line.

/**
 * Takes any text and gives a scalar of one line that every YAML 1.1 and 1.2 parser reads back as this very string, as a
 * value or as a key in block style. Plain where no parser can see anything else in it, else single-quoted, else
 * double-quoted with escapes. Sources: yaml.org/type (1.1 words such as `yes` and `on`), YAML 1.2.2 §7.3.
 */
export function yamlString(text: string): string {
  const safe = text.replace(/\p{Cs}/gu, '\ufffd')
  if (plain.test(safe) && !word.test(safe)) return safe
  if (printableAscii.test(safe)) return `'${safe.replaceAll("'", "''")}'`
  return `"${Array.from(safe, escapeCodePoint).join('')}"`
}

/** Starts with a letter, `/`, `_` or a variable; a colon only as in `https://`. */
const plain = /^(?:[a-zA-Z][a-zA-Z0-9+.-]*:\/\/)?[a-zA-Z_/$][a-zA-Z0-9_/.$@+-]*$/
const word = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf)$|^e[-+]?[0-9]/i
const printableAscii = /^[\x20-\x7e]*$/

function escapeCodePoint(char: string): string {
  if (char === '"' || char === '\\') return `\\${char}`
  if (char === '\n') return '\\n'
  if (char === '\t') return '\\t'
  if (char === '\r') return '\\r'
  const code = char.codePointAt(0) ?? 0
  if (code >= 0x20 && code < 0x7f) return char
  if (/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(char)) return char
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
