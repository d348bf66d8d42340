// When a reading of CI configuration may be taken over, and when GitLab must be asked again.
import { describe, expect, it } from 'vitest'
import type { CiReading } from '@/lib/core/inventory/estate'
import { type CiBasis, includeNames, mayBeKept, type Now, stillHolds } from './scan-basis'

const read = new Date('2026-11-25T08:00:00Z')
const basis: CiBasis = {
  headSha: 'aaa',
  defaultBranch: 'main',
  ciConfigPath: '.gitlab-ci.yml',
  version: '19.2.0',
  protectedBranches: ['main'],
  from: [{ project: 'platform/templates', ref: 'v2', sha: 'bbb' }],
  names: ['REGION'],
  remote: true,
  readAt: read.toISOString(),
  environment: false,
}
const now: Now = {
  headSha: 'aaa',
  defaultBranch: 'main',
  ciConfigPath: '.gitlab-ci.yml',
  version: '19.2.0',
  protectedBranches: ['main'],
  shaOf: () => 'bbb',
  reaches: () => false,
  at: new Date(read.getTime() + 23 * 60 * 60 * 1000),
}

describe('a reading', () => {
  it('holds while everything that it rested on is the same', () => {
    expect(stillHolds(basis, now)).toBe(true)
  })

  it.each<[string, Partial<Now>]>([
    ['the branch has a new commit', { headSha: 'ccc' }],
    ['GitLab does not tell the commit', { headSha: null }],
    ['another branch is the default', { defaultBranch: 'trunk' }],
    ['the path of the configuration changed', { ciConfigPath: 'ci/main.yml' }],
    ['GitLab, whose templates are included, has another version', { version: '19.3.0' }],
    ['other branches are protected', { protectedBranches: [] }],
    ['an included ref names another commit', { shaOf: () => 'ddd' }],
    ['an included ref cannot be seen', { shaOf: () => null }],
    ['a variable that an include is decided by reaches the project', { reaches: (name) => name === 'REGION' }],
    ['a day is over since something remote was included', { at: new Date(read.getTime() + 24 * 60 * 60 * 1000) }],
  ])('is asked for again when %s', (_, change) => {
    expect(stillHolds(basis, { ...now, ...change })).toBe(false)
  })

  it('holds for more than a day when nothing remote is included, and over versions when no template is', () => {
    const own = { ...basis, remote: false, version: null }
    expect(stillHolds(own, { ...now, version: '20.0.0', at: new Date('2027-01-01T00:00:00Z') })).toBe(true)
  })

  it('is kept only when GitLab judged it, or when there is none', () => {
    const unsure: CiReading[] = [
      { state: 'invalid', ref: 'main', errors: ['x'], root: null },
      { state: 'unknown', reason: 'failed' },
    ]
    expect(unsure.map(mayBeKept)).toEqual([false, false])
    expect(mayBeKept({ state: 'absent' })).toBe(true)
  })
})

describe('names of variables that decide an include', () => {
  const names = (root: string, ...included: string[]) =>
    includeNames({
      state: 'valid',
      ref: 'main',
      mergedYaml: '',
      root: { path: '.gitlab-ci.yml', text: root },
      included: included.map((text, at) => ({ path: `${at}.yml`, text })),
      includes: [],
    })

  it('are those of its section, in every file, and no others', () => {
    const text =
      'include:\n- local: "$DIR/a.yml"\n  rules:\n    - if: $MODE == "x"\n# note\n- remote: y\njob:\n  script: echo $NOT\n'
    expect(names(text, '"include": $OTHER.yml\r\nstages: [$NEITHER]\r\n')).toEqual(['DIR', 'MODE', 'OTHER'])
  })

  it('are none where nothing is included', () => {
    expect(names('job:\n  script:\n    - include: $NAME\n')).toEqual([])
  })
})
