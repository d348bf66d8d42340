// Tests of the script, run by a real shell with a recording `vault` command.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { vaultSchema } from '@/lib/core/mapping/rules-file'
import { type CliScriptInput, renderCliScript } from './cli-script'
import { fileName } from './file-name'

const vault = vaultSchema.parse({
  name: 'main',
  address: 'https://vault.example.com',
  audience: 'a',
  namespace: 'team',
})
const recorder = `#!/bin/sh
printf '%s\\0' "$#" "$@" >>"$CALLS"
case "$1 $2" in 'auth list') cat "$MOUNTS" ;; 'read '*new) exit 2 ;; *write*) cat >>"$BODIES" ;; esac
printf '%s' "$VAULT_ADDR $BAO_ADDR $VAULT_NAMESPACE" >"$SEEN"
`

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cutover-cli-'))
  for (const name of ['bin', 'cli', 'policies', 'roles', 'auth']) mkdirSync(path.join(folder, name))
  writeFileSync(path.join(folder, 'bin/vault'), recorder)
  chmodSync(path.join(folder, 'bin/vault'), 0o755)
})

afterEach(() => rmSync(folder, { recursive: true }))

function run(input: CliScriptInput, mounts: string): { calls: string[][]; bodies: string; seen: string } {
  for (const { name } of input.policies) writeFileSync(path.join(folder, 'policies', `${fileName(name)}.hcl`), 'p;')
  for (const { name } of input.roles) writeFileSync(path.join(folder, 'roles', `${fileName(name)}.json`), 'r;')
  writeFileSync(path.join(folder, 'auth/jwt.json'), 'a;')
  writeFileSync(path.join(folder, 'mounts'), mounts)
  for (const name of ['calls', 'bodies', 'seen']) writeFileSync(path.join(folder, name), '')
  writeFileSync(path.join(folder, 'cli/apply.sh'), renderCliScript(input))
  const env = {
    NODE_ENV: 'test' as const,
    PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin`,
    CALLS: path.join(folder, 'calls'),
    BODIES: path.join(folder, 'bodies'),
    MOUNTS: path.join(folder, 'mounts'),
    SEEN: path.join(folder, 'seen'),
  }
  execFileSync('sh', [path.join(folder, 'cli/apply.sh')], { env, cwd: '/', input: '' })
  return {
    calls: splitCalls(readFileSync(env.CALLS, 'utf8').split('\0')),
    bodies: readFileSync(env.BODIES, 'utf8'),
    seen: readFileSync(env.SEEN, 'utf8'),
  }
}

/** The recorder writes the number of words, then each word. */
function splitCalls(words: string[]): string[][] {
  const calls: string[][] = []
  for (let at = 0; at < words.length - 1; at += Number(words[at]) + 1) {
    calls.push(words.slice(at + 1, at + 1 + Number(words[at])))
  }
  return calls
}

test('policies are written first, then the auth method, then the roles, each from its file', () => {
  const input = { vault, policies: [{ name: 'b' }, { name: 'a' }], roles: [{ name: 'r' }], auth: 'jwt.json' }
  const { calls, bodies, seen } = run(input, '{"token/": {}}')
  expect(calls).toEqual([
    ['policy', 'write', 'a', '-'],
    ['policy', 'write', 'b', '-'],
    ['auth', 'list', '-format=json'],
    ['auth', 'enable', '-path=jwt', 'jwt'],
    ['write', 'auth/jwt/config', '-'],
    ['write', 'auth/jwt/role/r', '-'],
  ])
  expect(bodies).toBe('p;p;a;r;')
  expect(seen).toBe('https://vault.example.com https://vault.example.com team')
})

test('an auth method that is mounted already is not enabled again', () => {
  const { calls } = run({ vault, policies: [], roles: [], auth: 'jwt.json' }, '{\n  "jwt/": {"type": "jwt"}\n}')
  expect(calls.some((call) => call[1] === 'enable')).toBe(false)
})

test('the configuration of an auth method that others share is left alone', () => {
  const { calls } = run({ vault: { ...vault, owned: false }, policies: [], roles: [{ name: 'r' }], auth: null }, '{}')
  expect(calls).toEqual([['write', 'auth/jwt/role/r', '-']])
})

test('static keys: the auth method is made, and the keys come from their own script', () => {
  writeFileSync(path.join(folder, 'cli/rotate-keys.sh'), 'vault write auth/jwt/config - </dev/null\n')
  const { calls } = run({ vault, policies: [], roles: [], auth: null, rotatesKeys: true }, '{}')
  expect(calls).toEqual([
    ['auth', 'list', '-format=json'],
    ['auth', 'enable', '-path=jwt', 'jwt'],
    ['write', 'auth/jwt/config', '-'],
  ])
})

test('the role of an engine is written only where there is none of the name', () => {
  mkdirSync(path.join(folder, 'engine-roles/db'), { recursive: true })
  for (const name of ['new', 'known']) writeFileSync(path.join(folder, `engine-roles/db/${name}.json`), `${name};`)
  const engineRoles = ['new', 'known'].map((name) => ({ mount: 'db', name, path: `db/roles/${name}` }))
  const { calls, bodies } = run({ vault, policies: [], roles: [], auth: null, engineRoles }, '{}')
  expect(calls).toEqual([
    ['read', 'db/roles/known'],
    ['read', 'db/roles/new'],
    ['write', 'db/roles/new', '-'],
  ])
  expect(bodies).toBe('new;')
})

test('hostile names reach the command as they are and start nothing', () => {
  const hostile = fc
    .array(fc.constantFrom("'", '"', '$(touch x)', '`id`', ';', '&', '\n', ' ', '\\', '*', '=', '@', 'a', 'é', '#'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => `n${parts.join('')}`)
  fc.assert(
    fc.property(hostile, hostile, hostile, (policy, role, authPath) => {
      const input = {
        vault: { ...vault, auth_path: authPath },
        policies: [{ name: policy }],
        roles: [{ name: role }],
        auth: 'jwt.json',
      }
      expect(run(input, '{}').calls).toEqual([
        ['policy', 'write', policy, '-'],
        ['auth', 'list', '-format=json'],
        ['auth', 'enable', `-path=${authPath}`, 'jwt'],
        ['write', `auth/${authPath}/config`, '-'],
        ['write', `auth/${authPath}/role/${role}`, '-'],
      ])
    }),
    { numRuns: 200 },
  )
})
