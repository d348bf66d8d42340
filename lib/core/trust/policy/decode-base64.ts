// Base64 as Go's standard encoding reads it.

/** Gives the decoded text, or null where it is no base64: line ends are passed over, padding is needed. */
export function decodeBase64(text: string): string | null {
  const packed = text.replace(/[\r\n]/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return null
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}
