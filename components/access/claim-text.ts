// A claim's value as it is written beside another.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'

/** Texts stand in quotation marks, since `"true"` and `true` are not the same to Vault; several are joined by `or`. */
export function claimText(value: ClaimValue | undefined): string {
  if (value === undefined || value === null) return 'absent'
  return Array.isArray(value) ? value.map((one) => JSON.stringify(one)).join(' or ') : JSON.stringify(value)
}
