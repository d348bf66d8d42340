// Whether a text is a public key in PEM form, in the words of Vault.

const block = /-----BEGIN ([^\n-]+)-----[ \t]*\r?\n([\s\S]*?)\r?\n-----END \1-----[ \t]*(?:\r?\n|$)/

/**
 * Gives what Vault says of a text that holds no key, or null. What lies inside of the PEM block is trusted to be a key
 * if it is a DER sequence. Source: `sdk/helper/certutil/helpers.go` (ParsePublicKeyPEM).
 */
export function publicKeyError(text: string): string | null {
  const found = block.exec(text)
  const body = found?.[2]?.replace(/[\r\n\t ]/g, '') ?? ''
  if (!found || !/^[A-Za-z0-9+/]*={0,2}$/.test(body) || body.length % 4 !== 0) {
    return 'data does not contain any valid public keys'
  }
  if (text.slice(found.index + found[0].length).trim() !== '') return 'unexpected trailing data after parsed PEM block'
  if (body === '') return 'asn1: syntax error: sequence truncated'
  // A DER sequence begins with 0x30, which base64 shows as M and a character from A to P.
  return /^M[A-P]/.test(body) ? null : "asn1: structure error: tags don't match"
}
