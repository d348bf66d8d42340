// Tests of the plugin's process, with a program that dies over its second line.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PluginProcess } from './plugin-process'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cutover-plugin-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

const answer = { configError: null, roleError: null, loginError: 'missing role' }

test('a program that dies over a question is started again for the next', async () => {
  const file = path.join(folder, 'plugin')
  const script = `read -r one; echo '${JSON.stringify(answer)}'; read -r two; echo "panic: $two" >&2; exit 2`
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  const plugin = new PluginProcess(file)
  const asked = ['first', 'second', 'third', 'fourth']
  const answers: unknown[] = []
  for (const question of asked) answers.push(await plugin.ask(question))
  expect(answers).toEqual([answer, { died: 'panic: second' }, answer, { died: 'panic: fourth' }])
  plugin.close()
})

test('a program that is not there is an error, not a case', async () => {
  const plugin = new PluginProcess(path.join(folder, 'none'))
  await expect(plugin.ask('first')).rejects.toThrow('cannot be started')
})
