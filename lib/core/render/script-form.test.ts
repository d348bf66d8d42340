// Tests of the script: real shells source it against a server that behaves as Vault does. Long, since all share that harness.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JobPlan, Placement } from '@/lib/core/mapping/plan'
import { type FakeVault, fakeVault } from './fake-vault'
import { ciJob, jobPlan, placement, rules } from './render-fixture'
import { renderScript, type ScriptJob } from './script-form'

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln-_'
const wild = `two\nlines $HOME \`id\` "q" 'q' \\ \\n \\0101 %s é 😀 <&> \t \u2028\n\n`
const long = 'x$é"\\'.repeat(2_000)

let folder: string
let vault: FakeVault
let server: Server
let address: string

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cutover-script-'))
  for (const name of ['bin', 'tmp']) mkdirSync(path.join(folder, name))
  vault = fakeVault()
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { method = '', url = '', headers } = request
    const answer = vault.ask({ method, url, token: String(headers['x-vault-token'] ?? ''), body })
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const bound = server.address()
  address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`
})

function closeServer(): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => server.close(() => done()))
}

afterEach(async () => {
  await closeServer()
  rmSync(folder, { recursive: true })
})

function entry(
  key: string,
  change: Partial<Placement>,
  target: Partial<Placement['target']>,
): JobPlan['entries'][number] {
  const base = placement()
  return { variableId: key, key, placement: { ...base, ...change, target: { ...base.target, ...target } } }
}

const kv = (key: string, at: string, field = key) => entry(key, {}, { path: at, field })

function job(entries: JobPlan['entries'], name = 'deploy'): ScriptJob[] {
  const [declared] = rules.vaults
  if (declared === undefined) throw new Error('The fixture declares a vault')
  const plan = { ...jobPlan({ entries }), job: ciJob({ name }) }
  return [{ jobPlan: plan, vault: { ...declared, address } }]
}

type Run = { status: number | null; output: string; errors: string; values: Record<string, string | null> }

type Options = {
  keys?: string[]
  shell?: string[]
  env?: Record<string, string>
  after?: string
  path?: string
  name?: string
}

/** Sources the script in a shell with strict options, then writes each variable as it is to a file. */
async function run(jobs: ScriptJob[], options: Options = {}): Promise<Run> {
  const { keys = [], shell = ['sh'], env = {}, after = ':', name = 'deploy' } = options
  writeFileSync(path.join(folder, 'cutover.sh'), renderScript('shop/api', jobs))
  const dump = keys.map((key) => `printf %s "$${key}" >"$OUT/${key}.value"; printenv ${key} >/dev/null`)
  const [command = 'sh', ...args] = shell
  const text = ['set -eu', 'CUTOVER_JOB=$JOB && . "$OUT/cutover.sh"', ...dump, after].join('\n')
  const child = spawn(command, [...args, '-c', text], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'test',
      PATH: options.path ?? process.env.PATH ?? '',
      OUT: folder,
      TMPDIR: path.join(folder, 'tmp'),
      VAULT_ID_TOKEN: token,
      JOB: name,
      ...env,
    },
  })
  const parts = { output: '', errors: '' }
  child.stdout.on('data', (chunk) => (parts.output += String(chunk)))
  child.stderr.on('data', (chunk) => (parts.errors += String(chunk)))
  const status = await new Promise<number | null>((done) => child.on('close', done))
  const read = (key: string) => {
    try {
      return readFileSync(path.join(folder, `${key}.value`), 'utf8')
    } catch {
      return null
    }
  }
  return { status, ...parts, values: Object.fromEntries(keys.map((key) => [key, read(key)])) }
}

const left = () => readdirSync(path.join(folder, 'tmp'))

/** A folder with these commands alone, so that the script finds no others. */
function onlyWith(...commands: string[]): string {
  const usual = ['cat', 'cut', 'grep', 'mktemp', 'printenv', 'rm', 'sed', 'tail', 'tr', 'od', ...commands]
  for (const one of usual) {
    const found = spawnSync('sh', ['-c', `command -v ${one}`])
      .stdout.toString()
      .trim()
    if (found !== '') symlinkSync(found, path.join(folder, 'bin', one))
  }
  return path.join(folder, 'bin')
}

const has = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
const shells = [['sh'], ['bash'], ['bash', '--posix'], ['busybox', 'sh']].filter(([name = '']) => has(name))
const clients = ['curl', 'wget', 'busybox'].filter(has)

function putAll(): ScriptJob[] {
  vault.answers.set('secret/data/shop/api', { status: 200, body: { data: { data: { A: wild, B: long, E: '' } } } })
  vault.answers.set('secret/data/n%20%C3%A9', { status: 200, body: { data: { data: { C: 12, D: true } } } })
  return job([kv('A', 'shop/api'), kv('B', 'shop/api'), kv('E', 'shop/api'), kv('C', 'n é'), kv('D', 'n é')])
}

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  test('one login, one read for each path, every byte, nothing printed, the token revoked, nothing left', async () => {
    const done = await run(putAll(), { keys: ['A', 'B', 'C', 'D', 'E'], shell: [...shell] })
    const { B, ...others } = done.values
    expect(B === long).toBe(true)
    expect({ ...done, values: others }).toEqual({
      status: 0,
      output: '',
      errors: '',
      values: { A: wild, C: '12', D: 'true', E: '' },
    })
    expect(vault.calls).toEqual([
      `POST auth/jwt/login {"role":"p22-production","jwt":"${token}"}`,
      'GET secret/data/n%20%C3%A9',
      'GET secret/data/shop/api',
      'POST auth/token/revoke-self',
    ])
    expect([vault.live.size, left()]).toEqual([0, []])
  })

  test('a lease lives until the shell ends, and its fields come of one read', async () => {
    vault.answers.set('database/creds/app', {
      status: 200,
      body: { lease_id: 'l', lease_duration: 3600, data: { username: 'v-app-1', password: 'p$1' } },
    })
    const at = (key: string, field: string) =>
      entry(key, { engine: 'database' }, { mount: 'database', path: 'creds/app', field })
    const done = await run(job([at('DB_USER', 'username'), at('DB_PASSWORD', 'password')]), {
      keys: ['DB_USER', 'DB_PASSWORD'],
      shell: [...shell],
      after: 'echo used',
    })
    expect(done).toEqual({
      status: 0,
      output: 'used\n',
      errors: '',
      values: { DB_USER: 'v-app-1', DB_PASSWORD: 'p$1' },
    })
    expect(vault.calls.slice(1)).toEqual(['GET database/creds/app', 'POST auth/token/revoke-self'])
    expect([vault.live.size, left()]).toEqual([0, []])
  })

  test('a lease is revoked although the job fails, and the job still fails as it did', async () => {
    vault.answers.set('database/creds/app', { status: 200, body: { data: { password: 'p' } } })
    const at = entry('DB_PASSWORD', { engine: 'database' }, { mount: 'database', path: 'creds/app', field: 'password' })
    const done = await run(job([at]), { shell: [...shell], after: 'exit 7' })
    expect([done.status, done.errors, vault.live.size, left()]).toEqual([7, '', 0, []])
  })

  test('a variable of type file holds a path, and the file the bytes, until the shell ends', async () => {
    vault.answers.set('secret/data/f', { status: 200, body: { data: { data: { CERT: wild } } } })
    const done = await run(job([entry('CERT', { file: true }, { path: 'f', field: 'CERT' })]), {
      shell: [...shell],
      after: 'cp "$CERT" "$OUT/copy"; ls -l "$CERT" | cut -c 1-10',
    })
    expect([done.status, done.output, done.errors]).toEqual([0, '-rw-------\n', ''])
    expect(readFileSync(path.join(folder, 'copy'), 'utf8')).toBe(wild)
    expect([vault.live.size, left()]).toEqual([0, []])
  })
})

describe.each(clients)('with %s alone', (client) => {
  test('values and errors come as with any other', async () => {
    const options = { keys: ['A', 'C'], path: onlyWith('awk', client === 'busybox' ? 'sh' : client) }
    if (client === 'busybox') {
      const busybox = spawnSync('sh', ['-c', 'command -v busybox']).stdout.toString().trim()
      symlinkSync(busybox, path.join(folder, 'bin', 'wget'))
    }
    const sh = spawnSync('sh', ['-c', 'command -v sh']).stdout.toString().trim()
    expect(await run(putAll(), { ...options, shell: [sh] })).toMatchObject({ status: 0, values: { A: wild, C: '12' } })
    expect([vault.calls.length, vault.live.size, left()]).toEqual([4, 0, []])
    const refused = await run(job([kv('A', 'elsewhere')]), { ...options, shell: [sh] })
    expect([refused.status, refused.errors]).toEqual([
      1,
      'cutover: A at secret/data/elsewhere: permission denied (403): no policy of role p22-production grants it\n',
    ])
    expect([vault.live.size, left()]).toEqual([0, []])
  })
})

describe('a failure is one line, ends the job, and leaves neither token nor file', () => {
  const failing = async (options: Options & { jobs?: ScriptJob[] } = {}) => {
    const done = await run(options.jobs ?? job([kv('A', 'a')]), { after: 'echo went on', ...options })
    expect([done.output, vault.live.size, left()]).toEqual(['', 0, []])
    expect(done.status).toBe(1)
    return done.errors
  }

  test.each([
    [
      400,
      { errors: ['error validating claims: claim "ref" does\nnot match'] },
      'login as p22-production: refused (400): error validating claims: claim "ref" does not match',
    ],
    [
      403,
      { errors: ['permission denied'] },
      'login as p22-production: permission denied (403): no auth method at auth/jwt/login, or not from this address',
    ],
    [
      503,
      { errors: ['Vault is sealed'] },
      'login as p22-production: the vault at ADDRESS is sealed or not ready (503): Vault is sealed',
    ],
    [307, '', 'login as p22-production: ADDRESS answered with a redirect (307), which is not followed'],
    [502, '<html>', 'login as p22-production: refused (502)'],
    [200, { auth: null }, 'login as p22-production: the answer holds no token'],
  ])('login answered %i %j', async (status, body, line) => {
    vault.login = { status, body }
    expect(await failing()).toBe(`cutover: ${line.replace('ADDRESS', address)}\n`)
  })

  test.each([
    [404, { errors: [] }, 'A at secret/data/a: nothing is there (404)'],
    [400, { errors: ['unknown role: x'] }, 'A at secret/data/a: refused (400): unknown role: x'],
    [
      503,
      { errors: ['Vault is sealed'] },
      'A at secret/data/a: the vault at ADDRESS is sealed or not ready (503): Vault is sealed',
    ],
    [200, { data: { data: { B: 'b' } } }, 'A at secret/data/a: no field A for A'],
    [200, { data: { data: { A: null } } }, 'A at secret/data/a: no field A for A'],
    [200, { data: { data: { A: { b: 1 } } } }, 'A at secret/data/a: field A for A holds a map or list, not a text'],
    [
      200,
      { data: { data: { A: 'a\0b' } } },
      'A at secret/data/a: field A for A holds a NUL character, which no variable can',
    ],
    [200, '<html>', 'A at secret/data/a: the answer is no JSON'],
  ])('read answered %i %j', async (status, body, line) => {
    vault.answers.set('secret/data/a', { status, body })
    expect(await failing()).toBe(`cutover: ${line.replace('ADDRESS', address)}\n`)
  })

  test('no server, no token, another job, a trace', async () => {
    expect(await failing({ env: { VAULT_ID_TOKEN: '' } })).toContain('VAULT_ID_TOKEN is empty')
    expect(await failing({ env: { VAULT_ID_TOKEN: '$VAULT"' } })).toContain('something else than an ID token')
    expect(await failing({ name: 'other' })).toBe('cutover: nothing is planned for job other\n')
    expect(await failing({ env: { CI_DEBUG_TRACE: 'true' } })).toContain('CI_DEBUG_TRACE would print the values')
    await closeServer()
    expect(await failing()).toMatch(
      /^cutover: login as p22-production: no answer from http:\/\/127.0.0.1:\d+ \(.+\)\n$/,
    )
  })

  test('an image without curl and wget, and one without awk', async () => {
    const sh = spawnSync('sh', ['-c', 'command -v sh']).stdout.toString().trim()
    const bare = onlyWith('awk')
    expect(await failing({ path: bare, shell: [sh] })).toBe('cutover: neither curl nor wget is in this image\n')
    rmSync(path.join(bare, 'awk'))
    expect(await failing({ path: bare, shell: [sh] })).toBe('cutover: awk is not in this image\n')
  })
})

test('a token that cannot be revoked is said, and the job goes on', async () => {
  vault.answers.set('secret/data/a', { status: 200, body: { data: { data: { A: 'a' } } } })
  const forget = vault.live.delete
  vault.live.delete = () => false
  vault.live.has = () => !vault.calls.at(-1)?.includes('revoke')
  const done = await run(job([kv('A', 'a')]), { keys: ['A'] })
  vault.live.delete = forget
  expect(done).toMatchObject({ status: 0, output: '', values: { A: 'a' } })
  expect(done.errors).toBe('cutover: the Vault token could not be revoked (403); it ends by itself\n')
})

test('a shell that traces prints no value, and goes on tracing', async () => {
  vault.answers.set('secret/data/a', { status: 200, body: { data: { data: { A: 'very-secret' } } } })
  const done = await run(job([kv('A', 'a')]), { shell: ['sh', '-x'], after: 'echo on' })
  expect(done.errors).not.toContain('very-secret')
  expect(done.errors).not.toContain('hvs.')
  expect(done.errors).toContain('+ echo on')
})

test('transit signs, encrypts and decrypts what goes through the function, whatever bytes', async () => {
  vault.answers.set('transit/sign/k', { status: 200, body: { data: { signature: 'vault:v1:c2ln' } } })
  vault.answers.set('transit/decrypt/k', { status: 200, body: { data: { plaintext: 'AP9cbgo=' } } })
  const at = (key: string, operation: string, field: string) =>
    entry(key, { engine: 'transit' }, { mount: 'transit', path: `${operation}/k`, field })
  const jobs = job([at('SIGN', 'sign', 'signature'), at('OPEN', 'decrypt', 'plaintext')])
  writeFileSync(path.join(folder, 'in'), Buffer.from(Array.from({ length: 256 }, (_, at) => at)))
  const done = await run(jobs, {
    after:
      'cutover_transit SIGN <"$OUT/in"; echo vault:v1:abc= | cutover_transit OPEN >"$OUT/out"; echo x | cutover_transit NONE',
  })
  expect([done.status, done.output]).toEqual([1, 'vault:v1:c2ln\n'])
  expect(done.errors).toBe('cutover: NONE is no transit key of job deploy\n')
  expect(readFileSync(path.join(folder, 'out'))).toEqual(Buffer.from([0, 255, 92, 110, 10]))
  const sent = Buffer.from(Array.from({ length: 256 }, (_, at) => at)).toString('base64')
  expect(vault.calls.slice(1)).toEqual([
    `POST transit/sign/k {"input":"${sent}"}`,
    'POST transit/decrypt/k {"ciphertext":"vault:v1:abc="}',
    'POST auth/token/revoke-self',
  ])
  expect([vault.live.size, left()]).toEqual([0, []])
})

test('hostile names stay names: jobs, roles, paths, fields, mounts and namespaces start nothing', async () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '$(touch x)',
        '`id`',
        ';',
        '&',
        '\n',
        ' ',
        '\\',
        '*',
        '=',
        'a',
        'é',
        '#',
        ')',
        ';;',
        '${',
      ),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    .map((parts) => `n${parts.join('')}`)
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, hostile, async (name, role, where, field) => {
      vault.calls.length = 0
      vault.answers.clear()
      const url = encodeURIComponent(where)
      vault.answers.set(`${url}/data/${url}`, { status: 200, body: { data: { data: { [field]: role } } } })
      const [one] = job([entry('KEY', {}, { mount: where, path: where, field })], name)
      if (one === undefined) throw new Error('There is one job')
      const jobs = [{ jobPlan: { ...one.jobPlan, role }, vault: { ...one.vault, auth_path: where, namespace: where } }]
      expect(await run(jobs, { keys: ['KEY'], name })).toEqual({
        status: 0,
        output: '',
        errors: '',
        values: { KEY: role },
      })
      expect(vault.calls[0]).toBe(`POST auth/${url}/login ${JSON.stringify({ role, jwt: token })}`)
      expect(readdirSync(folder).sort()).toEqual(['KEY.value', 'bin', 'cutover.sh', 'tmp'])
    }),
    { numRuns: 60 },
  )
})

test('the order of jobs and entries changes no byte', () => {
  const one = [...job([kv('A', 'a'), kv('B', 'b')], 'x'), ...job([kv('C', 'a')], 'y')]
  const two = [...job([kv('C', 'a')], 'y'), ...job([kv('B', 'b'), kv('A', 'a')], 'x')]
  expect(renderScript('shop/api', two)).toBe(renderScript('shop/api', one))
})
