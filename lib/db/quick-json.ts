// JSON text for jsonb, without the second look that most of it does not need.
import { jsonText } from './json-text'

/** NUL and lone surrogates are escaped by JSON.stringify; a text without those escapes is stored as it is. */
const odd = /\\u(?:0000|d[89a-f])/i

/** As `jsonText`, several times faster where nothing has to be replaced. */
export function quickJson(value: object): string {
  const text = JSON.stringify(value)
  return odd.test(text) ? jsonText(value) : text
}
