// Finds the web address in a sentence.

export type FoundAddress = { before: string; address: string; after: string }

/** Takes a sentence; gives its first `http` or `https` address with what stands around it, null where it has none. */
export function addressIn(text: string): FoundAddress | null {
  const match = /https?:\/\/[^\s<>"'`]+/.exec(text)
  if (match === null) return null
  const address = match[0].replace(/[.,:;!?)\]]+$/, '')
  const { index } = match
  if (!URL.canParse(address)) return null
  return { before: text.slice(0, index), address, after: text.slice(index + address.length) }
}
