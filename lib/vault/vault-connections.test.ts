// Settings as people write them, right and wrong; no sentence repeats a credential.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { vaultConnections } from './vault-connections'

const folder = mkdtempSync(path.join(tmpdir(), 'cutover-vaults-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}
const secretText = 'hvs.never-to-be-told'
file('token', `${secretText}\n`)
file('empty', '\n')
file('ca.pem', 'CERTIFICATE')

beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (/^(VAULT|BAO|CUTOVER|GITLAB)_/.test(name)) vi.stubEnv(name, undefined)
  vi.stubEnv('GITLAB_URL', 'https://gitlab.example.com')
})
afterEach(() => vi.unstubAllEnvs())

function found(env: Record<string, string>) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const all = vaultConnections()
  expect(inspect(all, { depth: 9 }) + JSON.stringify(all)).not.toContain(secretText)
  return all
}
const ofFile = (yaml: string) => found({ CUTOVER_CONFIG: file('vaults.yml', yaml) })

describe('VAULT_*', () => {
  it('is one connection, with the address as the mapping writes it', () => {
    const { connections, problems } = found({
      VAULT_ADDR: 'HTTPS://Vault.Example.com:443/v1/',
      VAULT_TOKEN: secretText,
      VAULT_NAMESPACE: '/team/a/',
      VAULT_CACERT: path.join(folder, 'ca.pem'),
    })
    expect(problems).toEqual([])
    expect(connections).toMatchObject([
      {
        name: null,
        address: 'https://vault.example.com',
        namespace: 'team/a',
        ca: 'CERTIFICATE',
        credential: { kind: 'token' },
      },
    ])
  })

  it('takes AppRole with the secret id from a file', () => {
    const env = {
      VAULT_ADDR: 'https://vault.example.com',
      VAULT_ROLE_ID: 'r',
      VAULT_SECRET_ID_FILE: path.join(folder, 'token'),
    }
    expect(found(env).connections).toMatchObject([
      { credential: { kind: 'approle', mount: 'approle' }, namespace: null },
    ])
    const elsewhere = found({ ...env, VAULT_APPROLE_MOUNT: 'teams/cutover' })
    expect(elsewhere.connections).toMatchObject([{ credential: { mount: 'teams/cutover' } }])
  })

  it.each([
    '/approle',
    'auth/../sys',
    'a b',
    'approle/',
  ])('refuses %s as the mount of AppRole', (VAULT_APPROLE_MOUNT) => {
    const env = {
      VAULT_ADDR: 'https://vault.example.com',
      VAULT_ROLE_ID: 'r',
      VAULT_SECRET_ID_FILE: path.join(folder, 'token'),
    }
    expect(found({ ...env, VAULT_APPROLE_MOUNT }).problems).toMatchObject([
      expect.stringContaining('VAULT_APPROLE_MOUNT'),
    ])
  })

  it.each([
    [{ VAULT_ADDR: 'vault.example.com', VAULT_TOKEN: secretText }, 'VAULT_ADDR is not a web address'],
    [
      { VAULT_ADDR: `https://user:${secretText}@vault.example.com`, VAULT_TOKEN: 'x' },
      'VAULT_ADDR is not a web address',
    ],
    [{ VAULT_ADDR: 'https://vault.example.com' }, 'nothing to log in with'],
    [{ VAULT_ADDR: 'https://vault.example.com', VAULT_ROLE_ID: 'r' }, 'nothing to log in with'],
    [{ VAULT_ADDR: 'https://vault.example.com', VAULT_TOKEN: secretText, VAULT_ROLE_ID: 'r' }, 'not both'],
    [
      { VAULT_ADDR: 'https://vault.example.com', VAULT_TOKEN_FILE: path.join(folder, 'empty') },
      'VAULT_TOKEN_FILE names an empty file',
    ],
    [
      { VAULT_ADDR: 'https://vault.example.com', VAULT_TOKEN_FILE: path.join(folder, 'none') },
      'VAULT_TOKEN_FILE names cannot be read',
    ],
    [
      { VAULT_ADDR: 'https://vault.example.com', VAULT_TOKEN: secretText, VAULT_CACERT: path.join(folder, 'none') },
      'VAULT_CACERT names cannot be read',
    ],
  ])('%j is told', (env, problem) => {
    const { connections, problems } = found(env)
    expect(connections).toEqual([])
    expect(problems).toEqual([expect.stringContaining(problem)])
  })

  it('is not used on the demo estate, and named, unless it is this machine’s own and meant so', () => {
    vi.stubEnv('GITLAB_URL', undefined)
    const real = { VAULT_ADDR: 'https://vault.example.com', VAULT_TOKEN: secretText, CUTOVER_CONFIG: '/x' }
    const names = ['VAULT_ADDR', 'VAULT_TOKEN', 'CUTOVER_CONFIG']
    expect(found(real)).toEqual({ connections: [], problems: [], ignored: names })
    expect(found({ CUTOVER_DEMO_VAULT: '1' })).toMatchObject({ connections: [], ignored: names })
    expect(found({ VAULT_ADDR: 'http://127.0.0.1:8200' })).toMatchObject({
      connections: [{ address: 'http://127.0.0.1:8200' }],
      ignored: ['CUTOVER_CONFIG'],
    })
    vi.stubEnv('CUTOVER_DEMO_VAULT', undefined)
    expect(
      found({ CUTOVER_DEMO: '1', GITLAB_URL: 'http://127.0.0.1:1', CUTOVER_IGNORED: 'VAULT_NAMESPACE,GITLAB_TOKEN' }),
    ).toMatchObject({
      connections: [],
      ignored: ['VAULT_NAMESPACE', ...names],
    })
  })
})

describe('CUTOVER_CONFIG', () => {
  it('lists vaults, with files from its own folder', () => {
    const { connections, problems } = ofFile(`vaults:
  - name: main
    address: https://vault.example.com/
    token_file: token
    ca_file: ca.pem
  - name: team
    address: https://bao.example.com:8200
    namespace: team
    role_id: r-1
    secret_id_file: token
`)
    expect(problems).toEqual([])
    expect(connections).toMatchObject([
      {
        name: 'main',
        address: 'https://vault.example.com',
        namespace: null,
        credential: { kind: 'token' },
        ca: 'CERTIFICATE',
      },
      { name: 'team', address: 'https://bao.example.com:8200', namespace: 'team', credential: { kind: 'approle' } },
    ])
  })

  const start = 'vaults:\n  - name: main\n    address: https://vault.example.com\n'
  it.each([
    [
      `${start}    token: ${secretText}\n`,
      /^Line 4: token must not stand here: put it into a file and name that as token_file\.$/,
    ],
    [
      `${start}    role_id: r\n    secret_id: ${secretText}\n`,
      /^Line 5: secret_id must not stand here.*secret_id_file/,
    ],
    [`${start}    token_file: token\n    color: red\n`, /^Line 5: color is not a known key/],
    [`${start}    token_file: token\ncolor: red\n`, /^Line 5: color is not a known key/],
    [`${start}    token_file: token\n    ? ${secretText} ${secretText}\n    : x\n`, /^Line 5: this is not a known key/],
    [start, /^Line 2: this entry needs either token_file/],
    [`${start}    token_file: token\n    role_id: r\n`, /^Line 2: this entry needs either token_file/],
    ['vaults:\n  - name: main\n    address: vault\n    token_file: token\n', /^Line 3: address is not a web address/],
    ['vaults:\n  - name: main\n    token_file: token\n', /^Line 2: address is missing or not of the form/],
    [`vaults:\n  - [${secretText}\n`, /^Line \d: this is no valid YAML/],
    ['vaults: &a\n  - *a\n', /^Line 2: write it out; an alias/],
    ['', /^Line 1: the file is missing or not of the form/],
    [`${start}    token_file: none\n`, /^Line 2: The file that token_file of main names cannot be read/],
    [`${start}    token_file: empty\n`, /^Line 2: token_file of main names an empty file/],
    [
      `${start}    token_file: token\n  - name: main\n    address: https://x.example.com\n    token_file: token\n`,
      /^Line 5: name is used twice/,
    ],
  ])('%j is refused with the line of the mistake', (yaml, problem) => {
    const { connections, problems } = ofFile(yaml)
    expect(connections).toEqual([])
    expect(problems[0]).toMatch(problem)
  })

  it('leaves VAULT_* as it is when the file is wrong, and the other way round', () => {
    const good = { VAULT_ADDR: 'https://vault.example.com', VAULT_TOKEN: secretText }
    expect(found({ ...good, CUTOVER_CONFIG: path.join(folder, 'none.yml') })).toMatchObject({
      connections: [{ name: null }],
      problems: ['The file that CUTOVER_CONFIG names cannot be read.'],
    })
  })
})
