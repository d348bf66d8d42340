import { describe, expect, it } from 'vitest'
import type { Variable } from '@/lib/core/inventory/variable'
import { matchesGlob } from './match-glob'
import { groupsOf, matchesRule } from './match-rule'
import type { Rule } from './rules-file'

const variable: Variable = {
  level: 'project',
  owner: 'acme/shop/api',
  key: 'DB_PASSWORD',
  environmentScope: 'review/*',
  variableType: 'env_var',
  protected: false,
  masked: true,
  hidden: false,
  raw: true,
  description: null,
  scheduleId: null,
}

describe('matchesRule', () => {
  it.each<[Rule['match'], boolean]>([
    [{}, true],
    [{ level: 'project' }, true],
    [{ level: 'group' }, false],
    [{ key: 'DB_*' }, true],
    [{ key: 'DB' }, false],
    [{ project: 'acme/shop/api' }, true],
    [{ project: 'acme/*' }, true],
    [{ project: 'acme/shop' }, false],
    [{ group: 'acme' }, true],
    [{ group: 'acme/shop' }, true],
    [{ group: 'acme/shop/api' }, false],
    [{ group: 'acm' }, false],
    [{ group: '*/shop' }, true],
    [{ scope: 'review/*' }, true],
    [{ scope: '*' }, true],
    [{ scope: 'review/x' }, false],
    [{ key: 'DB_*', level: 'group' }, false],
  ])('%j against a project variable is %s', (match, matches) => {
    expect(matchesRule(match, variable)).toBe(matches)
  })

  it('matches a group variable by its own group and by those above, never by project', () => {
    const shared = { ...variable, level: 'group', owner: 'acme/shop' } as const
    expect(groupsOf(shared)).toEqual(['acme', 'acme/shop'])
    expect(matchesRule({ group: 'acme/shop' }, shared)).toBe(true)
    expect(matchesRule({ project: '*' }, shared)).toBe(false)
    expect(matchesRule({ group: '*' }, { ...shared, level: 'instance', owner: null })).toBe(false)
  })
})

describe('matchesGlob', () => {
  it.each([
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a-b-b-c', true],
    ['*b', 'ab/b', true],
    ['a.c', 'abc', false],
    ['a*', 'A', false],
  ])('%j against %j is %s', (pattern, text, matches) => {
    expect(matchesGlob(pattern, text)).toBe(matches)
  })
})
