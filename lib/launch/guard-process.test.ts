// The guard ends a process when its starter is gone, and only then.
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { guardProcess } from './guard-process'

const here = path.dirname(fileURLToPath(import.meta.url))
const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function sleeper() {
  const child = spawn('sleep', ['60'], { stdio: 'ignore', detached: true })
  started.push(child)
  return { pid: child.pid ?? 0, ended: new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal))) }
}

it('ends the process with the signal after kill -9 of the one that guards it', async () => {
  const { pid, ended } = sleeper()
  const script = `
    const { registerTypescript } = await import(${JSON.stringify(path.join(here, '../../bin/setup/register-typescript.mjs'))})
    await registerTypescript()
    const { guardProcess } = await import(${JSON.stringify(path.join(here, 'guard-process.ts'))})
    guardProcess(${pid}, 'TERM', null)
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 200)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
  started.push(owner)
  expect(await ended).toBe('SIGTERM')
})

it('leaves the process alone once it is dismissed', async () => {
  const { pid, ended } = sleeper()
  const guard = guardProcess(pid, 'TERM', null)
  guard.dismiss()
  const pause = new Promise((resolve) => setTimeout(() => resolve('still running'), 300))
  expect(await Promise.race([ended, pause])).toBe('still running')
})
