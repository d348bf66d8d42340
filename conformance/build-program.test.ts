// Tests of the build: a `go` of our own counts how often it is asked.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTimeOf } from '../bin/setup/pid-lock.mjs'
import { buildProgram, builtProgram, vaultPlugin } from './build-program'

let folder: string
const said: string[] = []
const say = (line: string) => said.push(line)

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cutover-build-'))
  mkdirSync(path.join(folder, 'bin'))
  said.length = 0
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

function fakeGo(script: string): void {
  const file = path.join(folder, 'bin', 'go')
  writeFileSync(file, `#!/bin/sh\necho asked >>'${folder}/asked'\n${script}\n`)
  chmodSync(file, 0o755)
  vi.stubEnv('PATH', `${path.join(folder, 'bin')}:${process.env.PATH}`)
}

const cache = () => path.join(folder, 'cache')
const asked = () => readFileSync(path.join(folder, 'asked'), 'utf8').trim().split('\n').length
const threeAtOnce = () => Promise.all([1, 2, 3].map(() => buildProgram(cache(), vaultPlugin, say)))

test('of several at once one builds, and the others wait for it', async () => {
  fakeGo('sleep 0.5; while [ "$1" != -o ]; do shift; done; echo built >"$2"')
  const { file } = await builtProgram(cache(), vaultPlugin)
  expect(await threeAtOnce()).toEqual([{ file }, { file }, { file }])
  expect([asked(), readFileSync(file, 'utf8')]).toEqual([1, 'built\n'])
  expect(said.filter((line) => line.startsWith('Building'))).toHaveLength(1)
  expect(said.filter((line) => line.startsWith('Waiting'))).toHaveLength(2)
})

test('what cannot be built is tried once by those that are there, and again by the next', async () => {
  fakeGo('sleep 0.5; echo "no module" >&2; exit 1')
  const skip = `${vaultPlugin.name} could not be built: no module`
  expect(await threeAtOnce()).toEqual([{ skip }, { skip }, { skip }])
  expect(asked()).toBe(1)
  expect(await buildProgram(cache(), vaultPlugin, say)).toEqual({ skip })
  expect(asked()).toBe(2)
})

test.each([
  ['whose process is gone', { pid: 999_999_999, startTime: '1', since: new Date().toISOString() }],
  [
    'that is older than any build',
    { pid: process.pid, startTime: startTimeOf(process.pid), since: '2024-01-01T00:00:00Z' },
  ],
])('a lock %s holds up nobody', async (_, holder) => {
  fakeGo('while [ "$1" != -o ]; do shift; done; echo built >"$2"')
  const { file } = await builtProgram(cache(), vaultPlugin)
  mkdirSync(cache())
  writeFileSync(`${file}.lock`, JSON.stringify(holder))
  expect(await buildProgram(cache(), vaultPlugin, say)).toEqual({ file })
})

test('a cache that cannot be written is said in a line', async () => {
  fakeGo('exit 0')
  writeFileSync(cache(), 'a file')
  const result = await buildProgram(cache(), vaultPlugin, say)
  expect('skip' in result && result.skip).toContain(`${vaultPlugin.name} cannot be kept in ${cache()}: `)
})
