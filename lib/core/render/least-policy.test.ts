// The policy that Cutover asks for: what it grants, and what it never grants.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flavourOf } from '@/lib/core/trust/flavour'
import { parsePolicy } from '@/lib/core/trust/policy/parse-policy'
import { leastPolicyStanzas, renderLeastPolicy } from './least-policy'

const flavour = flavourOf('openbao 2.4.0')
const input = { vault: 'main', namespace: 'team', authPath: 'jwt', mounts: ['secret', 'kv/apps'] }
const name = fc.oneof(
  fc.constantFrom('jwt', 'secret', 'kv/apps', '+', 'a*', 'a/+/b', '{{x}}', 'a\n}\npath "*" {'),
  fc.string(),
)

describe('the least policy', () => {
  it('names each mount of KV v2 by its subkeys, and the namespace', () => {
    const hcl = renderLeastPolicy(input)
    expect(hcl).toContain('path "kv/apps/subkeys/*" {\n  capabilities = ["read"]\n}')
    expect(hcl).toContain('in its namespace team.')
    expect(hcl).toContain('path "auth/jwt/role/*" {')
  })

  it('grants no value, and no write but what a token may do with itself', () => {
    const stanzas = leastPolicyStanzas(input)
    expect(stanzas.filter(({ path }) => path.includes('/data/'))).toEqual([])
    const writes = stanzas.filter(({ capability }) => capability === 'update').map(({ path }) => path)
    expect(writes).toEqual(['sys/capabilities-self', 'auth/token/revoke-self'])
  })

  it('leaves out what Vault would take for a pattern', () => {
    const paths = leastPolicyStanzas({ ...input, authPath: '+', mounts: ['a/+', '{{x}}', 'secret'] }).map(
      ({ path }) => path,
    )
    expect(paths.filter((path) => /[+{]/.test(path))).toEqual([])
    expect(paths).toContain('secret/subkeys/*')
  })

  it('is read by Vault as exactly its stanzas, whatever the names are', () => {
    fc.assert(
      fc.property(name, fc.array(name, { maxLength: 3 }), (authPath, mounts) => {
        const wanted = { ...input, authPath, mounts }
        if (!flavour) throw new Error('unknown flavour')
        const parsed = parsePolicy(renderLeastPolicy(wanted), flavour, 0)
        if (!('rules' in parsed)) throw new Error(parsed.error)
        const granted = parsed.rules.map(({ key, capabilities }) => ({ key, capabilities: [...capabilities] }))
        expect(granted).toEqual(
          leastPolicyStanzas(wanted).map(({ path, capability }) => ({ key: path, capabilities: [capability] })),
        )
      }),
    )
  })
})
