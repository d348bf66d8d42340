// How much one action takes: more is refused in the browser, before it is sent, and again by the server.

/** Characters of JSON. A mapping file of thousands of rules fits. */
export const largestInput = 2_000_000

/** The server cuts a body off at 4 MiB and answers without words; this leaves room for how it is wrapped. */
export const largestBody = 4_000_000

const said = (count: number) => count.toLocaleString('en')

/** Takes what an action is to get and says why it is too large, or gives null. */
export function tooLarge(input: unknown): string | null {
  const text = JSON.stringify(input ?? null)
  if (text.length > largestInput)
    return `This has ${said(text.length)} characters; ${said(largestInput)} can be sent at once. Nothing was sent.`
  // A character is at most three bytes.
  if (text.length * 3 <= largestBody) return null
  const bytes = new TextEncoder().encode(text).length
  return bytes > largestBody
    ? `This has ${said(bytes)} bytes; ${said(largestBody)} can be sent at once. Nothing was sent.`
    : null
}
