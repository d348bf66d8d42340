// A foreign text inside a one-line comment that begins with `#`: HCL, YAML and shell.

/**
 * Takes any text and gives one that cannot end the comment it stands in: line breaks of every kind become spaces, other
 * control characters, half surrogates, private-use characters and those that turn the reading direction become U+FFFD.
 * Sources: YAML 1.2.2 §5.1 (characters a stream may hold); github.com/hashicorp/hcl branch hcl1, `scanner/scanner.go`
 * (NUL and U+E123 stop the parse, in comments too).
 */
export function commentText(text: string): string {
  return text
    .replace(/\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '\ufffd')
}
