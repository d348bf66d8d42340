// Whether a text is a public key in PEM form, in the words of Vault.
import { pemBlock } from './pem-block'

const noKey = 'data does not contain any valid public keys'

/**
 * Gives what Vault says of a text that holds no key, or null. It tries a public key, then a certificate, and tells of the
 * certificate's error. The form is looked at, not the numbers of the key: a point off its curve, or a certificate that is
 * broken inside, passes. Source: `sdk/helper/certutil/helpers.go` (ParsePublicKeyPEM), Go `crypto/x509/x509.go`
 * (ParsePKIXPublicKey), `crypto/x509/parser.go` (parseCertificate).
 */
export function publicKeyError(text: string): string | null {
  const block = pemBlock(text)
  if (block === null) return noKey
  if (block.rest.trim() !== '') return 'unexpected trailing data after parsed PEM block'
  const { bytes } = block
  const whole = elementAt(bytes, 0, bytes.length)
  if (whole?.tag !== sequence) return 'x509: malformed certificate'
  const first = elementAt(bytes, whole.start, whole.end)
  if (first?.tag !== sequence) return 'x509: malformed tbs certificate'
  const inner = elementAt(bytes, first.start, first.end)
  if (inner?.tag === versionTag || inner?.tag === integer) {
    return whole.end === bytes.length ? null : 'x509: trailing data'
  }
  const key = elementAt(bytes, first.end, whole.end)
  const isKey = key?.tag === bitString && key.end === whole.end && whole.end === bytes.length
  const kind = inner?.tag === objectId && isKey ? algorithms.get(hex(bytes.slice(inner.start, inner.end))) : undefined
  if (kind === undefined) return 'x509: malformed serial number'
  return kind === 'signs' ? null : noKey
}

/** Object ids of RSA, ECDSA and Ed25519; of DSA and X25519, which are keys but none that Vault takes. */
const algorithms = new Map<string, 'signs' | 'other'>([
  ['2a864886f70d010101', 'signs'],
  ['2a8648ce3d0201', 'signs'],
  ['2b6570', 'signs'],
  ['2a8648ce380401', 'other'],
  ['2b656e', 'other'],
])

const sequence = 0x30
const integer = 0x02
const bitString = 0x03
const objectId = 0x06
const versionTag = 0xa0

type Element = { tag: number; start: number; end: number }

/** A DER element, or null. Source: golang.org/x/crypto `cryptobyte/asn1.go` (readASN1): lengths as short as can be. */
function elementAt(bytes: Uint8Array, at: number, limit: number): Element | null {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined || at + 2 > limit || (tag & 0x1f) === 0x1f) return null
  if (first < 0x80) return within({ tag, start: at + 2, end: at + 2 + first }, limit)
  const count = first & 0x7f
  if (count === 0 || count > 4 || at + 2 + count > limit) return null
  const length = bytes.slice(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0)
  if (length < 0x80 || length < 256 ** (count - 1)) return null
  return within({ tag, start: at + 2 + count, end: at + 2 + count + length }, limit)
}

const within = (element: Element, limit: number): Element | null => (element.end <= limit ? element : null)

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
