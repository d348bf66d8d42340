// How many tests passed and failed, from the reports of vitest and Playwright. What is uncertain counts as failed.

/** A file that fails before its tests counts once; in CI so does a skipped OpenBao test. `code` is vitest's exit code. */
export function countUnitTests(report, code, ci) {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const skipped = tests.filter((test) => !['passed', 'failed'].includes(test.status))
  const required = ci ? skipped.filter((test) => /openbao/i.test(test.fullName)) : []
  const passed = tests.filter((test) => test.status === 'passed').length
  const failed = tests.filter((test) => test.status === 'failed').length + brokenFiles.length + required.length
  const notes = []
  if (skipped.length) notes.push(`${skipped.length} skipped`)
  if (required.length) notes.push(`not allowed in CI: ${required.map((test) => test.fullName).join(', ')}`)
  // An error outside any test, such as an unhandled rejection, or no test at all.
  const other = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0
  return { passed, failed: failed + other, note: notes.join('; ') }
}

/** A test that passed at a second try counts as failed; an error outside the tests, or no test at all, counts once. */
export function countBrowserTests(report, code) {
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = unexpected + flaky
  const other = failed === 0 && (code !== 0 || report.errors.length || expected === 0) ? 1 : 0
  return { passed: expected, failed: failed + other, note: skipped ? `${skipped} skipped` : '' }
}
