// JSON that writes every number with the digits it was made with.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import { ExactNumber } from '@/lib/core/trust/exact-json'

export function exactStringify(value: ClaimValue): string {
  if (value instanceof ExactNumber) return value.text
  if (Array.isArray(value)) return `[${value.map(exactStringify).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}:${exactStringify(item)}`)
    .join(',')}}`
}
