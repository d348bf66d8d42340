// Tests of the key script: a real shell, a server that shows keys, and a recording `vault` command.
import { spawn, spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { vaultSchema } from '@/lib/core/mapping/rules-file'
import { jwkToPem, renderRotateKeys } from './rotate-keys'

const vault = vaultSchema.parse({ name: 'main', address: 'https://vault.example.com', audience: 'a', keys: 'static' })
const pairs = [2048, 3072].map((modulusLength) => generateKeyPairSync('rsa', { modulusLength }).publicKey)
const pems = pairs.map((key) => key.export({ type: 'spki', format: 'pem' }).toString().trim())
const jwks = pairs.map((key, at) => ({ ...key.export({ format: 'jwk' }), kid: `k${at}`, use: 'sig', alg: 'RS256' }))
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })

let folder: string
let shown: { status: number; body: string }
let server: ReturnType<typeof createServer>
let issuer: string

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cutover-keys-'))
  mkdirSync(path.join(folder, 'bin'))
  const recorder = `#!/bin/sh
printf '%s\\n' "$*" >>"$OUT/calls"
case $1 in
  read) [ -f "$OUT/now" ] || exit 2; cat "$OUT/now" ;;
  write) cat >"$OUT/body" ;;
esac
`
  writeFileSync(path.join(folder, 'bin/vault'), recorder)
  chmodSync(path.join(folder, 'bin/vault'), 0o755)
  shown = { status: 200, body: JSON.stringify({ keys: [jwks[0], curve, jwks[1], jwks[0]] }) }
  server = createServer((request, response) => {
    response.writeHead(request.url === '/gitlab/oauth/discovery/keys' ? shown.status : 404)
    response.end(shown.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/gitlab`
})

afterEach(async () => {
  await new Promise((done) => server.close(done))
  rmSync(folder, { recursive: true })
})

async function run(
  ...args: string[]
): Promise<{ status: number | null; errors: string; calls: string[]; body: unknown }> {
  writeFileSync(path.join(folder, 'rotate-keys.sh'), renderRotateKeys(vault, `${issuer}/`))
  const child = spawn('sh', [path.join(folder, 'rotate-keys.sh'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { NODE_ENV: 'test', PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`, OUT: folder },
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const status = await new Promise<number | null>((done) => child.on('close', done))
  const text = (name: string) => {
    const file = path.join(folder, name)
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }
  const body = text('body')
  return {
    status,
    errors,
    calls: text('calls').split('\n').filter(Boolean),
    body: body === '' ? null : JSON.parse(body),
  }
}

test('the RSA keys of GitLab are written as PEM, each once, with the issuer that tokens name', async () => {
  const { status, errors, calls, body } = await run()
  expect([status, errors]).toEqual([0, ''])
  expect(calls).toEqual(['read -format=json auth/jwt/config', 'write auth/jwt/config -'])
  expect(body).toEqual({ jwt_supported_algs: ['RS256'], jwt_validation_pubkeys: pems, bound_issuer: issuer })
})

test('a key that Vault has stays until it is pruned', async () => {
  const old = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' })
  writeFileSync(path.join(folder, 'now'), JSON.stringify({ data: { jwt_validation_pubkeys: [old, pems[0]] } }))
  expect((await run()).body).toMatchObject({ jwt_validation_pubkeys: [...pems, old.toString().trim()] })
  const pruned = await run('--prune')
  expect(pruned.body).toMatchObject({ jwt_validation_pubkeys: pems })
  expect(pruned.calls.at(-1)).toBe('write auth/jwt/config -')
})

test('for Terraform the keys are files, and Vault is not asked', async () => {
  const out = path.join(folder, 'terraform keys')
  const { status, calls } = await run('--out', out)
  expect([status, calls]).toEqual([0, []])
  const files = readdirSync(out).sort()
  expect(files).toEqual(['gitlab-01.pem', 'gitlab-02.pem'])
  expect(files.map((name) => readFileSync(path.join(out, name), 'utf8').trim())).toEqual(pems)
})

test.each([
  [500, '{}', 'could not be fetched'],
  [200, '<html>', 'no set of keys'],
  [200, '{"keys": []}', 'shows no RSA key'],
  [200, JSON.stringify({ keys: [curve] }), 'shows no RSA key'],
])('an answer %i %s writes nothing', async (status, text, error) => {
  shown = { status, body: text }
  const done = await run()
  expect([done.status, done.calls]).toEqual([1, []])
  expect(done.errors).toContain(error)
})

test('any modulus and exponent become the key that Node makes of them', () => {
  const number = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 64, maxLength: 300 }).filter(([first = 0]) => first > 0),
      fc.constantFrom([1, 0, 1], [3], [0x80, 1], [0xff, 0xff, 0xff]),
      (modulus, exponent) => {
        modulus[modulus.length - 1] = (modulus.at(-1) ?? 0) | 1
        const jwk = { kty: 'RSA', n: number(modulus), e: number(Uint8Array.from(exponent)) }
        const meant = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' })
        const made = spawnSync('awk', [jwkToPem], {
          input: `${jwk.n}\n${jwk.e}\n`,
          env: { ...process.env, LC_ALL: 'C' },
        })
        expect(made.stdout.toString().trim()).toBe(meant.toString('base64'))
      },
    ),
    { numRuns: 40 },
  )
})
