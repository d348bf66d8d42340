// Policy names that OpenBao fills in from the token's claims (`token_policies_template_claims`).
import type { Claims, ClaimValue } from './bound-claims'
import { isObject } from './decode-field'
import { goQuote, goValue } from './go-format'

const action = /\{\{-?\s*(\.[\w.]*)\s*-?\}\}/g

/**
 * Puts claims in for `{{ .name }}` and `{{ .outer.inner }}`; names that come out empty are left out. Gives the error
 * of the server for a claim that is not there. Other actions of Go templates are left as they stand. Source: OpenBao
 * v2.4.0 `builtin/credential/jwt/path_role.go` (maybeTemplatePolicies).
 */
export function templatedPolicies(policies: string[], claims: Claims): { policies: string[] } | { error: string } {
  const results: string[] = []
  for (const [index, policy] of policies.entries()) {
    let missing: string | null = null
    const text = policy.replaceAll(action, (whole, path: string, at: number) => {
      const found = lookUp(claims, path)
      if ('missing' in found) {
        const column = new TextEncoder().encode(policy.slice(0, at + whole.indexOf('.'))).length
        missing ??= `:1:${column}: executing "template" at <${path}>: map has no entry for key ${goQuote(found.missing)}`
      }
      return 'value' in found ? goValue(found.value, 'float64').replace('<nil>', '<no value>') : ''
    })
    if (missing !== null) {
      return { error: `failed to template policy [${index}]: unable to apply template: template: template${missing}` }
    }
    if (text !== '') results.push(text)
  }
  return { policies: results }
}

function lookUp(claims: Claims, path: string): { value: ClaimValue } | { missing: string } {
  let at: ClaimValue = claims
  for (const name of path.split('.').slice(1)) {
    if (name === '') continue
    const next: ClaimValue | undefined = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined
    if (next === undefined) return { missing: name }
    at = next
  }
  return { value: at }
}
