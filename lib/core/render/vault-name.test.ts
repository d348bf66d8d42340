import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVaultName, joinName, nameByTemplate, shortHash } from './vault-name'

const values = {
  project_id: '12',
  project_path: 'Shop/API',
  group_path: 'Shop',
  environment: 'Prod/EU 1',
  key: 'DB_PASSWORD',
  scope: '*',
  protected: 'open',
}

describe('isVaultName', () => {
  it.each([
    ['cutover-12-production-protected', true],
    ['a', true],
    ['a.b_c-d', true],
    ['', false],
    ['a/b', false],
    ['-a', false],
    ['a-', false],
    ['.a', false],
    ['A', false],
    ['a b', false],
    ['ä', false],
  ])('%j: %s', (name, valid) => {
    expect(isVaultName(name)).toBe(valid)
  })
})

describe('nameByTemplate', () => {
  it('makes values fit and lower-cases the rest', () => {
    expect(nameByTemplate('CI-{project_path}.{environment}-{key}', values).name).toBe(
      'ci-shop-api.prod-eu-1-db_password',
    )
  })

  it('leaves the template’s own text to be refused', () => {
    const { name } = nameByTemplate('ci/{project_id}', values)
    expect([name, isVaultName(name)]).toEqual(['ci/12', false])
  })
})

describe('joinName', () => {
  it('is a Vault name for any text after a fixed start and before a fixed end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isVaultName(joinName('cutover', text, 'open'))).toBe(true)
      }),
    )
  })
})

describe('shortHash', () => {
  it('tells near texts apart and is the same each time', () => {
    expect(shortHash('review/*')).toMatch(/^[0-9a-z]{6}$/)
    expect(shortHash('review/*')).toBe(shortHash('review/*'))
    expect(shortHash('review/*')).not.toBe(shortHash('review'))
  })
})
