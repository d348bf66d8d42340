// The closing line counts what ran, and never takes silence for success.
import { describe, expect, it } from 'vitest'
import { countBrowserTests, countUnitTests } from './count-tests.mjs'

const file = (status: string, ...tests: [string, string][]) => ({
  status,
  assertionResults: tests.map(([result, fullName]) => ({ status: result, fullName })),
})

describe('countUnitTests', () => {
  it('counts test by test', () => {
    const report = {
      testResults: [file('passed', ['passed', 'a'], ['passed', 'b']), file('failed', ['failed', 'c'], ['passed', 'd'])],
    }
    expect(countUnitTests(report, 1, false)).toEqual({ passed: 3, failed: 1, note: '' })
  })

  it('counts a file that breaks before its tests', () => {
    const report = { testResults: [file('passed', ['passed', 'a']), file('failed')] }
    expect(countUnitTests(report, 1, false)).toMatchObject({ passed: 1, failed: 1 })
  })

  it('counts an error outside the tests, and a run without any test', () => {
    expect(countUnitTests({ testResults: [file('passed', ['passed', 'a'])] }, 1, false)).toMatchObject({
      passed: 1,
      failed: 1,
    })
    expect(countUnitTests({ testResults: [] }, 0, false)).toMatchObject({ passed: 0, failed: 1 })
  })

  it('lets OpenBao tests be skipped by a person, and not in CI', () => {
    const report = {
      testResults: [file('passed', ['passed', 'a'], ['pending', 'a role against OpenBao'], ['pending', 'the corpus'])],
    }
    expect(countUnitTests(report, 0, false)).toEqual({ passed: 1, failed: 0, note: '2 skipped' })
    expect(countUnitTests(report, 0, true)).toMatchObject({
      failed: 1,
      note: expect.stringContaining('a role against OpenBao'),
    })
  })
})

describe('countBrowserTests', () => {
  const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 }

  it('counts test by test, and a flaky one as failed', () => {
    expect(countBrowserTests({ stats, errors: [] }, 0)).toEqual({ passed: 5, failed: 0, note: '' })
    expect(countBrowserTests({ stats: { ...stats, unexpected: 2, flaky: 1 }, errors: [] }, 1)).toMatchObject({
      failed: 3,
    })
  })

  it('counts an error outside the tests, and a run without any test', () => {
    expect(countBrowserTests({ stats, errors: [{}] }, 0)).toMatchObject({ failed: 1 })
    expect(countBrowserTests({ stats, errors: [] }, 1)).toMatchObject({ failed: 1 })
    expect(countBrowserTests({ stats: { ...stats, expected: 0 }, errors: [] }, 0)).toMatchObject({ failed: 1 })
  })
})
