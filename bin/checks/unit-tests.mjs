// Vitest, counted test by test.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inCi, runScript } from './tool-step.mjs'

/** Counts of a vitest JSON report. A file that fails before its tests counts once; in CI so does a skipped OpenBao test. */
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

export async function unitTests(folder) {
  const file = path.join(folder, 'vitest.json')
  const { code, said } = await runScript('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, said: `${said}\nvitest ended with ${code} and wrote no report.` }
  }
  return { ...countUnitTests(report, code, inCi), said }
}
