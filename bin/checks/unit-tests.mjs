// Vitest, counted test by test.
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { countUnitTests } from './count-tests.mjs'
import { inCi, runScript } from './tool-step.mjs'

/** Pure functions: nothing is left behind for the next file, so files share a process and what it has imported. */
const pure = ['lib/core', 'components']

/** Vitest leaves one core free, which is half of two; most of the other tests wait for processes of their own. */
const workers = `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`

const runs = {
  pure: ['--no-isolate', ...pure.map((folder) => `${folder}/`)],
  others: pure.map((folder) => `--exclude=${folder}/**`),
}

async function run(folder, name) {
  const file = path.join(folder, `vitest-${name}.json`)
  const { code, said } = await runScript('vitest/vitest.mjs', [
    'run',
    workers,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...runs[name],
  ])
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, said: `${said}\nvitest ended with ${code} and wrote no report.`, note: '' }
  }
  return { ...countUnitTests(report, code, inCi), said }
}

export async function unitTests(folder) {
  const results = [await run(folder, 'pure'), await run(folder, 'others')]
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    said: results.flatMap(({ failed, said }) => (failed ? [said] : [])).join('\n'),
    note: results.flatMap(({ note }) => (note ? [note] : [])).join('; '),
  }
}
