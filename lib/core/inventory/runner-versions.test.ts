// Versions of runners: comparing them, and what an old one does not know.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenOn, compareVersions, missingOn, runnerFeatures } from './runner-versions'

describe('compareVersions', () => {
  it('compares number by number, not letter by letter', () => {
    expect(compareVersions('9.5.0', '15.7.0')).toBeLessThan(0)
    expect(compareVersions('16.11', '16.9.3')).toBeGreaterThan(0)
    expect(compareVersions('v18.5.0~beta.12.gabc', '18.5.0')).toBe(0)
    expect(compareVersions('18.3.0', '18.3.1')).toBeLessThan(0)
  })

  it('is an order', () => {
    const version = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('the table of features', () => {
  it('is oldest first, and each row names its source', () => {
    const since = runnerFeatures.map((one) => one.since)
    expect(since).toEqual([...since].sort(compareVersions))
    for (const { source } of runnerFeatures) expect(source).toContain('gitlab-runner')
  })

  it('says what fails: nothing before 13.4, masking before 15.7, nothing of weight from 16.0 on', () => {
    expect(brokenOn('13.3.2').map(({ name }) => name)).toContain('secrets: from Vault')
    expect(brokenOn('15.6.1').map(({ since }) => since)).toEqual(['15.7.0', '16.0.0'])
    expect(brokenOn('16.0.0')).toEqual([])
    expect(missingOn('16.10.0').map(({ matters }) => matters)).toContain('engine')
    expect(missingOn('19.4.0')).toEqual([])
  })
})
