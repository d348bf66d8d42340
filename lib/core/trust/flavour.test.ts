import { describe, expect, it } from 'vitest'
import { flavourOf } from './flavour'

describe('flavourOf', () => {
  it('reads name and version in the ways in which servers give them', () => {
    expect(flavourOf('openbao 2.4.0')).toMatchObject({ product: 'openbao', version: '2.4.0' })
    expect(flavourOf('Vault v1.21.0+ent')).toMatchObject({ product: 'vault', version: '1.21.0' })
    for (const text of ['', 'vault', 'consul 1.0.0', 'openbao latest']) expect(flavourOf(text)).toBeNull()
  })

  it('changes with the version from which a change holds', () => {
    const slash = (text: string) => flavourOf(text)?.templateRefuses?.test('a/b') ?? false
    expect([slash('openbao 2.5.9'), slash('openbao 2.6.0'), slash('openbao 2.10.0')]).toEqual([false, true, true])
    expect(flavourOf('vault 1.16.2')?.singleAudience).toBe('need_not_be_bound')
    expect(flavourOf('vault 1.16.3')?.singleAudience).toBe('must_be_bound_unless_empty')
    expect(flavourOf('vault 1.20.4')?.refusesDuplicateKeys).toBe(false)
    expect(flavourOf('vault 2.0.0')?.refusesDuplicateKeys).toBe(true)
  })

  it('gives the same object for the same text, by which caches know it', () => {
    expect(flavourOf('openbao 2.4.0')).toBe(flavourOf('openbao 2.4.0'))
  })
})
