import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilter } from './filter'
import { type FilterRow, matchesFilter } from './match-filter'

const base: FilterRow = {
  level: 'project',
  owner: 'acme/shop/api',
  key: 'DB_PASSWORD',
  environmentScope: 'production',
  variableType: 'env_var',
  protected: true,
  masked: true,
  hidden: null,
  raw: false,
  state: 'blocked',
  uses: 2,
  blockers: ['used_in_rules'],
  targetPath: 'kv/acme/api/production#DB_PASSWORD',
  classification: 'secret',
  tiers: ['production'],
}

const finds = (text: string, over: Partial<FilterRow> = {}) => matchesFilter({ ...base, ...over }, parseFilter(text))

describe('parseFilter', () => {
  it('tells words, qualifiers, negations and quoted values apart', () => {
    expect(parseFilter('db -is:masked scope:"review/my app" "level:group" State:dual-run,open')).toEqual({
      text: ['db', 'level:group'],
      qualifiers: [
        { name: 'is', value: 'masked', negated: true },
        { name: 'scope', value: 'review/my app', negated: false },
        { name: 'state', value: 'dual_run,discovered', negated: false },
      ],
      errors: [],
    })
  })

  it('names what it does not know and filters nothing by it', () => {
    const filter = parseFilter('colour:red used:maybe key: is:"')
    expect(filter.qualifiers).toEqual([])
    expect(filter.errors).toHaveLength(5)
    expect(filter.errors.join(' ')).toContain('Values: yes, no, unknown')
  })

  it('takes any text without throwing, and every qualifier it gives has a known name', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('is', ':', '"', "'", ' ', '-', 'a', 'key', ',', '*') }), (text) => {
        const filter = parseFilter(text)
        for (const one of filter.qualifiers) expect(['is', 'key']).toContain(one.name)
        matchesFilter(base, filter)
      }),
    )
  })
})

describe('matchesFilter', () => {
  it('finds everything when nothing is asked', () => {
    expect(finds('')).toBe(true)
  })

  it('finds words in key, owner, scope and target, all of them', () => {
    expect(finds('password shop')).toBe(true)
    expect(finds('PRODUCTION#db')).toBe(true)
    expect(finds('password other')).toBe(false)
  })

  it('takes group: as that group or anything below, never a name that only begins alike', () => {
    expect(finds('group:acme')).toBe(true)
    expect(finds('group:acme/shop')).toBe(true)
    expect(finds('group:acme/sh')).toBe(false)
    expect(finds('group:acme', { level: 'group', owner: 'acme' })).toBe(true)
    expect(finds('group:acme', { level: 'instance', owner: null })).toBe(false)
  })

  it('takes project: as that project’s own and schedule variables', () => {
    expect(finds('project:acme/shop/api')).toBe(true)
    expect(finds('project:acme/*/api')).toBe(true)
    expect(finds('project:acme', { level: 'group', owner: 'acme' })).toBe(false)
  })

  it('takes scope:* as the scope *, and key: with a star as any text', () => {
    expect(finds('scope:*')).toBe(false)
    expect(finds('scope:*', { environmentScope: '*' })).toBe(true)
    expect(finds('scope:*,production')).toBe(true)
    expect(finds('key:db_*')).toBe(true)
    expect(finds('key:DB')).toBe(false)
  })

  it('takes used:no as 0 only', () => {
    expect(finds('used:no', { uses: 0 })).toBe(true)
    expect(finds('used:no', { uses: null })).toBe(false)
    expect(finds('used:unknown', { uses: null })).toBe(true)
    expect(finds('used:yes')).toBe(true)
  })

  it('lets what GitLab does not tell match neither a flag nor its opposite', () => {
    expect(finds('is:hidden')).toBe(false)
    expect(finds('-is:hidden')).toBe(false)
    expect(finds('-is:hidden', { hidden: false })).toBe(true)
    expect(finds('is:raw')).toBe(false)
    expect(finds('-is:raw')).toBe(true)
  })

  it('finds flags, states, blockers, targets and tiers', () => {
    expect(finds('is:masked is:protected is:secret -is:file type:env_var level:project')).toBe(true)
    expect(finds('is:unmasked')).toBe(false)
    expect(finds('state:blocked,mapped blocker:used_in_* tier:production')).toBe(true)
    expect(finds('blocker:*', { blockers: [] })).toBe(false)
    expect(finds('blocker:none', { blockers: [] })).toBe(true)
    expect(finds('target:kv/acme')).toBe(true)
    expect(finds('target:kv/ac')).toBe(false)
    expect(finds('target:none', { targetPath: null })).toBe(true)
    expect(finds('tier:none', { tiers: [] })).toBe(true)
    expect(finds('tier:none', { tiers: ['none', 'production'] }), 'a job without a tier uses it').toBe(true)
    expect(finds('tier:none', { tiers: ['production'] })).toBe(false)
    expect(finds('-tier:none', { tiers: ['none'] })).toBe(false)
  })

  it('lets a negated qualifier find exactly the rest, where the row is known', () => {
    const text = fc.constantFrom(
      'level:group',
      'key:DB*',
      'scope:*',
      'state:mapped',
      'used:no',
      'is:masked',
      'group:acme',
    )
    const row = fc.record({
      level: fc.constantFrom<FilterRow['level']>('group', 'project', 'instance'),
      owner: fc.constantFrom('acme', 'acme/x', 'beta', null),
      key: fc.constantFrom('DB_URL', 'TOKEN'),
      environmentScope: fc.constantFrom('*', 'production'),
      state: fc.constantFrom('mapped', 'blocked'),
      uses: fc.constantFrom(0, 3, null),
      masked: fc.boolean(),
    })
    fc.assert(
      fc.property(text, row, (one, over) => {
        expect(finds(`-${one}`, over)).toBe(!finds(one, over))
      }),
    )
  })
})
