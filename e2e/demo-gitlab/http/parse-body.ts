// A request body: JSON, a form, or a multipart form of text fields.
import type { Tree, Value } from './context.ts'
import { isTree, parseParameters } from './parse-parameters.ts'
import { Refusal } from './refusal.ts'

/** The body as parameters; a JSON list comes back under `_list` (GraphQL multiplex). Broken JSON is refused with 400. */
export function parseBody(contentType: string, bytes: Buffer): Tree {
  if (bytes.length === 0) return {}
  const text = bytes.toString('utf8')
  if (contentType.includes('multipart/form-data')) return parseParameters(multipartFields(contentType, text))
  if (contentType.includes('application/x-www-form-urlencoded')) return parseParameters(new URLSearchParams(text))
  try {
    const value: Value = JSON.parse(text)
    return isTree(value) ? value : { _list: value }
  } catch {
    if (!contentType.includes('json')) return {}
    throw new Refusal(400, { error: 'There was a problem in the JSON you submitted' })
  }
}

function multipartFields(contentType: string, text: string): [string, string][] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (boundary === undefined) return []
  const fields: [string, string][] = []
  for (const part of text.split(`--${boundary}`)) {
    const [head, ...rest] = part.split('\r\n\r\n')
    const name = /name="([^"]*)"/.exec(head ?? '')?.[1]
    if (name !== undefined) fields.push([name, rest.join('\r\n\r\n').replace(/\r\n$/, '')])
  }
  return fields
}
