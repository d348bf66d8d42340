// The command `npm run gitlab:demo`.
import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const command = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../bin/gitlab-demo.mjs')

it('prints one JSON line, serves from any folder, and ends with 0 on SIGTERM', async () => {
  const child = spawn(process.execPath, [command, '--projects', '3', '--variables', '2', '--no-values'], { cwd: '/' })
  let output = ''
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`exit ${code}`)))
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
      if (output.includes('\n')) resolve(output)
    })
  })
  const { url, tokens } = JSON.parse(line)
  expect(Object.keys(tokens)).toEqual(['read', 'write', 'admin'])
  const response = await fetch(`${url}/api/v4/projects?private_token=${tokens.read}`)
  expect((await response.json()).length).toBe(3)
  child.removeAllListeners('exit')
  child.kill('SIGTERM')
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
  expect(output.trim().split('\n').length).toBe(1)
}, 30_000)

it.each([
  [['--colour']],
  [['--port', 'x']],
  [['--variables', '3']],
  [['extra']],
])('wrong use ends with 2: %s', (args) => {
  const done = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' })
  expect([done.status, done.stdout]).toEqual([2, ''])
  expect(done.stderr).toContain('Usage:')
})

it('--help explains every option on stdout', () => {
  const done = spawnSync(process.execPath, [command, '--help'], { encoding: 'utf8' })
  expect(done.status).toBe(0)
  for (const option of ['--port', '--projects', '--variables', '--latency', '--no-values'])
    expect(done.stdout).toContain(option)
})
