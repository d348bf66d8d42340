// What the identity store says of the metadata of a new alias.
import { goQuote } from './go-format'

const mostPairs = 64
const longestKey = 128
const longestValue = 512

/**
 * Gives every error that the server may print for the metadata that a login puts on an alias which it has not seen
 * before; an alias that is there already is not checked again. Source: OpenBao v2.4.0
 * `vault/identity_store_util.go` (validateMetadata, validateMetaPair).
 */
export function aliasMetadataErrors(metadata: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(metadata)
  if (entries.length > mostPairs) {
    return [`invalid alias metadata: metadata cannot contain more than ${mostPairs} key/value pairs`]
  }
  const errors: string[] = []
  for (const [key, value] of entries) {
    const wrong = pairError(key, value)
    if (wrong === null) continue
    errors.push(`invalid alias metadata: failed to load metadata pair (${goQuote(key)}, ${goQuote(value)}): ${wrong}`)
  }
  return errors
}

function pairError(key: string, value: string): string | null {
  if (key === '') return 'key cannot be blank'
  if (!/^[a-zA-Z0-9=/+_-]+$/.test(key)) return 'key contains invalid characters'
  if (key.length > longestKey) return `key is too long (limit: ${longestKey} characters)`
  if (key.startsWith('vault-')) return 'key prefix "vault-" is reserved for internal use'
  // A character has at most three bytes for each unit of UTF-16.
  if (value.length * 3 > longestValue && new TextEncoder().encode(value).length > longestValue) {
    return `value is too long (limit: ${longestValue} characters)`
  }
  return null
}
