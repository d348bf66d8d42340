// Past jobs counted by what decides a login: nothing lost, nothing of them kept.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { configuredName, countRuns, type PastJob } from './job-history'

const job = (change: Partial<PastJob> = {}): PastJob => ({
  id: 1,
  name: 'deploy',
  ref: 'main',
  tag: false,
  source: 'push',
  mergeRequest: null,
  ...change,
})

const facts = {
  environments: new Map([[1, 'production']]),
  isProtected: (ref: string, kind: 'branch' | 'tag') => (kind === 'tag' ? null : ref === 'main'),
}

const one = (change: Partial<PastJob>) => countRuns([job(change)], facts)[0]

describe('counting', () => {
  it('puts jobs of the same situation together, whatever their branch', () => {
    const runs = countRuns([job({ ref: 'a', id: 5 }), job({ ref: 'b', id: 6 }), job()], facts)
    expect(runs.map(({ protected: isProtected, count }) => [isProtected, count])).toEqual([
      [false, 2],
      [true, 1],
    ])
  })

  it('tells the environment of a job that deployed, and none where it is not known', () => {
    expect(one({ id: 1 })?.environment).toBe('production')
    expect(one({ id: 2 })?.environment).toBeNull()
    expect(countRuns([job()], { ...facts, environments: null })[0]?.environment).toBeNull()
  })

  it('takes a merge request as unprotected, unless its source branch is protected', () => {
    const from = (sourceBranch: string | null, fork: boolean | null) =>
      one({ ref: 'refs/merge-requests/7/head', source: 'merge_request_event', mergeRequest: { sourceBranch, fork } })
    expect(from('feat', false)).toMatchObject({ ref: 'merge-request', protected: false, fork: false })
    expect(from('main', false)).toMatchObject({ protected: null })
    expect(from(null, null)).toMatchObject({ protected: null, fork: null })
    expect(from('main', true)).toMatchObject({ protected: false, fork: true })
  })

  it('leaves open whether a ref is protected where that was not read', () => {
    expect(one({ tag: true, ref: 'v1' })).toMatchObject({ ref: 'tag', protected: null })
    expect(one({ ref: null })).toMatchObject({ ref: 'branch', protected: null })
  })

  const jobs = fc.array(
    fc.record({
      id: fc.nat(9),
      name: fc.constantFrom('a', 'b', '__proto__'),
      ref: fc.option(fc.constantFrom('main', 'secret-branch-name', 'refs/merge-requests/1/head')),
      tag: fc.boolean(),
      source: fc.option(fc.constantFrom('push', 'merge_request_event', 'schedule')),
      mergeRequest: fc.option(
        fc.record({ sourceBranch: fc.option(fc.constantFrom('main', 'x')), fork: fc.option(fc.boolean()) }),
      ),
    }),
  )

  it('counts every job exactly once, keeps no branch, and does not depend on the order', () => {
    fc.assert(
      fc.property(jobs, (list) => {
        const runs = countRuns(list, facts)
        expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(list.length)
        expect(JSON.stringify(runs)).not.toContain('secret-branch-name')
        expect(countRuns([...list].reverse(), facts)).toEqual(runs)
      }),
    )
  })
})

describe('the name in the configuration', () => {
  const known = new Set(['test', 'deploy: [x]', 'build 1/2'])
  it.each([
    ['test', 'test'],
    ['test 2/5', 'test'],
    ['test: [eu, blue]', 'test'],
    ['deploy: [x]', 'deploy: [x]'],
    ['build 1/2', 'build 1/2'],
    ['other 1/2', 'other 1/2'],
  ])('of %s is %s', (name, expected) => {
    expect(configuredName(name, known)).toBe(expected)
  })
})
