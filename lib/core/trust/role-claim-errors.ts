// What Vault says of a role's bound claims in glob mode and of its claim mappings, at the write.
import { type BoundClaims, normalizeList } from './bound-claims'
import { goQuote, goValue } from './go-format'

/** In glob mode every value must be a text. One error per claim: Vault goes through them in random order. */
export function boundClaimErrors(boundClaims: BoundClaims): string[] {
  return Object.values(boundClaims).flatMap((want) => {
    const values = normalizeList(want)
    if (values === null) return [`claim is not a string or list: ${goValue(want, 'json.Number')}`]
    const wrong = values.find((value) => typeof value !== 'string')
    return wrong === undefined ? [] : [`claim is not a string: ${goValue(wrong, 'json.Number')}`]
  })
}

/** No claim may be copied to `role`, nor two to the same key. */
export function mappingErrors(mappings: Map<string, string>): string[] {
  const seen = new Set<string>()
  const errors: string[] = []
  for (const target of mappings.values()) {
    const name = goQuote(target)
    if (target === 'role') errors.push(`metadata key ${name} is reserved and may not be a mapping destination`)
    else if (seen.has(target)) errors.push(`multiple keys are mapped to metadata key ${name}`)
    seen.add(target)
  }
  return errors
}
