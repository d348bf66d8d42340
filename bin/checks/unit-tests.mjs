// Vitest, counted test by test.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { countUnitTests } from './count-tests.mjs'
import { inCi, runScript } from './tool-step.mjs'

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
