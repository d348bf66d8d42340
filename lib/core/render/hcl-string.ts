// A text as a quoted HCL literal.

/**
 * Takes any text and gives a quoted HCL literal that reads back as that text, both in HCL 1 (policies in Vault and
 * OpenBao) and in HCL 2 (Terraform).
 *
 * Template openers are broken with `\u0024{` and `\u0025{`: HCL 2 reads `$${` as a literal `${`, but HCL 1 has no such
 * escape and would keep both dollars. HCL 2 also turns every string into Unicode form NFC; no literal can prevent that.
 * Sources: github.com/hashicorp/hcl `hclsyntax/spec.md` (Quoted Templates), and its hcl1 branch `strconv/quote.go`.
 */
export function hclString(text: string): string {
  const body = Array.from(text.replace(/\p{Cs}/gu, '\ufffd'), escapeCodePoint).join('')
  return `"${body.replaceAll('${', '\\u0024{').replaceAll('%{', '\\u0025{')}"`
}

function escapeCodePoint(char: string): string {
  const known = escapes[char]
  if (known !== undefined) return known
  const code = char.codePointAt(0) ?? 0
  return unsafe(code) ? `\\u${code.toString(16).padStart(4, '0')}` : char
}

const escapes: Record<string, string | undefined> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/**
 * Controls, line separators, byte-order marks, characters that turn the reading direction, and U+E123, which HCL 1 takes
 * for a mark of its own (hcl1 branch, `scanner/scanner.go`).
 */
function unsafe(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0xe123 ||
    code === 0xfeff
  )
}
