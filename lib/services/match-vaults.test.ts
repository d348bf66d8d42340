// Which connection is for which declared vault, and what is read there.
import { describe, expect, it } from 'vitest'
import { emptyRules, rulesFileSchema } from '@/lib/core/mapping/rules-file'
import type { VaultSettings } from '@/lib/env'
import { Secret } from '@/lib/secret'
import { matchVaults } from './match-vaults'
import { wantedOfVault } from './wanted-of-vault'

const declared = (...vaults: { name: string; address: string; namespace?: string; auth_path?: string }[]) =>
  rulesFileSchema.parse({ ...emptyRules, vaults: vaults.map((vault) => ({ ...vault, audience: 'x' })) }).vaults

const settings = (change: Partial<VaultSettings> = {}): VaultSettings => ({
  name: null,
  address: 'https://vault.example.com',
  namespace: null,
  credential: { kind: 'token', token: new Secret('x') },
  ca: null,
  ...change,
})

function names(...[vaults, connections]: Parameters<typeof matchVaults>) {
  const { pairs, unmatched } = matchVaults(vaults, connections)
  return {
    pairs: pairs.map((pair) => [pair.declared.name, connections.indexOf(pair.settings)]),
    unmatched: unmatched.map((one) => connections.indexOf(one)),
  }
}

describe('a connection', () => {
  it.each([
    ['https://vault.example.com/', undefined, true],
    ['HTTPS://VAULT.example.com:443', '/root/', true],
    ['https://vault.example.com/v1', '', true],
    ['https://vault.example.com:8200', undefined, false],
    ['http://vault.example.com', undefined, false],
    ['https://vault.example.com', 'team', false],
  ])('without a name matches a vault at %s in namespace %s: %s', (address, namespace, matches) => {
    const found = names(declared({ name: 'main', address, namespace }), [settings()])
    expect(found).toEqual(matches ? { pairs: [['main', 0]], unmatched: [] } : { pairs: [], unmatched: [0] })
  })

  it('serves every vault of its place, such as two auth methods of one server', () => {
    const address = 'https://vault.example.com'
    const two = declared({ name: 'a', address }, { name: 'b', address, auth_path: 'gitlab' })
    expect(names(two, [settings()]).pairs).toEqual([
      ['a', 0],
      ['b', 0],
    ])
  })

  it('with a name is for that vault, whatever the address, and goes before one without', () => {
    const two = declared(
      { name: 'a', address: 'https://vault.example.com' },
      { name: 'b', address: 'https://b.example.com' },
    )
    const named = settings({ name: 'a', address: 'https://inside.example.com' })
    expect(names(two, [settings(), named])).toEqual({ pairs: [['a', 1]], unmatched: [0] })
    expect(names(two, [settings({ name: 'c' })])).toEqual({ pairs: [], unmatched: [0] })
  })
})

describe('what is read in a vault', () => {
  it('is what the plan names there, and no other vault’s, with paths of KV v2 alone', () => {
    const [main] = declared({ name: 'main', address: 'https://vault.example.com', auth_path: '/jwt/' })
    if (!main) throw new Error('not declared')
    const placement = (vault: string, engine: 'kv-v1' | 'kv-v2', path: string) => ({
      target: { vault, mount: engine, path, field: 'f' },
      engine,
    })
    const plan = {
      roles: [
        { name: 'b', vault: 'main' },
        { name: 'a', vault: 'main' },
        { name: 'c', vault: 'other' },
      ],
      policies: [{ name: 'p', vault: 'main' }],
      variables: [
        { placements: [placement('main', 'kv-v2', 'x/y'), placement('main', 'kv-v2', 'x/y')] },
        { placements: [placement('main', 'kv-v1', 'old'), placement('other', 'kv-v2', 'z')] },
      ],
    }
    const mounts = [{ vault: 'main', path: 'declared/', engine: 'database' as const }]
    expect(wantedOfVault(main, { mounts }, plan)).toEqual({
      authPath: 'jwt',
      mounts: ['declared', 'kv-v1', 'kv-v2'],
      roles: ['a', 'b'],
      policies: ['p'],
      paths: [{ mount: 'kv-v2', path: 'x/y' }],
    })
    expect(wantedOfVault(main, { mounts }, null)).toMatchObject({ mounts: ['declared'], roles: [], paths: [] })
  })
})
