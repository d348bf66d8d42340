// What the person set, and what becomes of it.
import { describe, expect, it } from 'vitest'
import { demoEnvironment, webEnvironment, workerEnvironment } from './child-environments'
import { defaultDataFolder, launchSettings } from './launch-settings'

const settings = (env: Record<string, string>) => launchSettings('/clone', '/typed/here', env)

describe('launchSettings', () => {
  it('works without any setting', () => {
    expect(settings({})).toMatchObject({ port: 3000, external: null, demo: true, ignored: [] })
  })

  it('takes a relative data folder from where the command was typed', () => {
    expect(settings({ CUTOVER_DATA: 'data' }).dataFolder).toBe('/typed/here/data')
    expect(settings({ CUTOVER_DATA: '/else' }).dataFolder).toBe('/else')
  })

  it('keeps the data of two clones of one name apart for root, and in the clone for others', () => {
    expect(defaultDataFolder('/a/cutover', false)).toBe('/a/cutover/.data')
    expect(defaultDataFolder('/a/cutover', true)).toMatch(/^\/var\/lib\/cutover\/cutover-[0-9a-f]{8}$/)
    expect(defaultDataFolder('/a/cutover', true)).not.toBe(defaultDataFolder('/b/cutover', true))
  })

  it.each(['0', '65536', '-1', '3000x', '1.5'])('refuses PORT=%s', (PORT) => {
    expect(() => settings({ PORT })).toThrow(/PORT is/)
  })

  it('uses DATABASE_URL for the web too unless DATABASE_WEB_URL is set, which does not stand alone', () => {
    expect(settings({ DATABASE_URL: 'a' }).external).toEqual({ ownerUrl: 'a', webUrl: 'a' })
    expect(settings({ DATABASE_URL: 'a', DATABASE_WEB_URL: 'b' }).external).toEqual({ ownerUrl: 'a', webUrl: 'b' })
    expect(() => settings({ DATABASE_WEB_URL: 'b' })).toThrow(/DATABASE_URL is not/)
  })

  it('names what the demo GitLab makes it ignore', () => {
    expect(settings({ VAULT_ADDR: 'x', GITLAB_TOKEN: 'y' }).ignored).toEqual(['VAULT_ADDR', 'GITLAB_TOKEN'])
    expect(settings({ VAULT_ADDR: 'x', GITLAB_URL: 'https://gitlab.example.com' })).toMatchObject({
      demo: false,
      ignored: [],
    })
  })
})

describe('a Vault beside the demo GitLab', () => {
  const named = { CUTOVER_DEMO_VAULT: '1', VAULT_TOKEN: 'y' }

  it.each([
    'http://127.0.0.1:8200',
    'https://127.9.9.9',
    'http://[::1]:8200',
    'http://localhost:8200',
  ])('is met at %s when it is named on purpose', (VAULT_ADDR) => {
    expect(settings({ ...named, VAULT_ADDR })).toMatchObject({ demoVault: true, ignored: [] })
    expect(settings({ VAULT_ADDR })).toMatchObject({ demoVault: false, ignored: ['VAULT_ADDR'] })
  })

  it.each([
    'https://vault.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1',
    '8200',
  ])('is never met at %s', (VAULT_ADDR) => {
    expect(settings({ ...named, VAULT_ADDR })).toMatchObject({
      demoVault: false,
      ignored: ['VAULT_TOKEN', 'VAULT_ADDR'],
    })
  })

  it('is never one of a file, and no matter with a real GitLab', () => {
    const one = { ...named, VAULT_ADDR: 'http://127.0.0.1:8200', CUTOVER_CONFIG: 'vaults.yml' }
    expect(settings(one).ignored).toEqual(['CUTOVER_CONFIG'])
    expect(settings({ ...one, GITLAB_URL: 'https://gitlab.example.com' })).toMatchObject({
      demoVault: false,
      ignored: [],
    })
  })
})

describe('the environments of the children', () => {
  const shell = {
    PATH: '/bin',
    HOME: '/home',
    GITLAB_URL: 'https://gitlab.example.com',
    GITLAB_TOKEN: 'scan-token',
    GITLAB_WRITE_TOKEN_FILE: 'write.txt',
    VAULT_TOKEN: 'vault-token',
    DATABASE_URL: 'postgresql://owner',
    AWS_SECRET_ACCESS_KEY: 'aws',
    NODE_OPTIONS: '--inspect',
  }
  const about = { dataFolder: '/data', origin: 'http://127.0.0.1:3000', demo: false, from: '/typed/here' }

  it('give the web its own database address and no credential', () => {
    expect(Object.keys(webEnvironment(shell, about, 'postgresql://web')).sort()).toEqual([
      'CUTOVER_DATA',
      'CUTOVER_DATABASE_URL',
      'CUTOVER_ORIGIN',
      'HOME',
      'NEXT_TELEMETRY_DISABLED',
      'NODE_ENV',
      'PATH',
    ])
  })

  it('give the worker the credentials of GitLab and Vault, and nothing else of the shell', () => {
    const env = workerEnvironment(shell, about, 'postgresql://worker', null)
    expect(env).toMatchObject({
      GITLAB_TOKEN: 'scan-token',
      GITLAB_WRITE_TOKEN_FILE: '/typed/here/write.txt',
      VAULT_TOKEN: 'vault-token',
    })
    expect(env).not.toHaveProperty('DATABASE_URL')
    expect(env).not.toHaveProperty('AWS_SECRET_ACCESS_KEY')
    expect(env).not.toHaveProperty('NODE_OPTIONS')
  })

  it('give the worker the demo GitLab instead of the shell’s settings when the demo runs', () => {
    const env = workerEnvironment(shell, { ...about, demo: true }, 'postgresql://worker', {
      GITLAB_URL: 'http://127.0.0.1:1',
      GITLAB_TOKEN: 'demo',
    })
    expect(env).toMatchObject({ CUTOVER_DEMO: '1', GITLAB_URL: 'http://127.0.0.1:1', GITLAB_TOKEN: 'demo' })
    expect(env).not.toHaveProperty('VAULT_TOKEN')
    expect(env).not.toHaveProperty('GITLAB_WRITE_TOKEN_FILE')
  })

  it('give the worker alone a Vault of this machine beside the demo GitLab, and the names of what is left out', () => {
    const vault = {
      ...shell,
      VAULT_ADDR: 'http://127.0.0.1:8200',
      CUTOVER_DEMO_VAULT: '1',
      VAULT_CACERT: 'ca.pem',
      CUTOVER_CONFIG: 'vaults.yml',
    }
    const demo = { ...about, demo: true }
    const gitlab = { GITLAB_URL: 'http://127.0.0.1:1' }
    const met = workerEnvironment(vault, { ...demo, demoVault: true, ignored: ['CUTOVER_CONFIG'] }, 'x', gitlab)
    expect(met).toMatchObject({
      VAULT_TOKEN: 'vault-token',
      VAULT_CACERT: '/typed/here/ca.pem',
      CUTOVER_DEMO_VAULT: '1',
      CUTOVER_IGNORED: 'CUTOVER_CONFIG',
      GITLAB_URL: 'http://127.0.0.1:1',
    })
    expect(met).not.toHaveProperty('CUTOVER_CONFIG')
    expect(met).not.toHaveProperty('GITLAB_TOKEN')
    const left = workerEnvironment(vault, { ...demo, demoVault: false, ignored: ['VAULT_ADDR'] }, 'x', gitlab)
    expect(Object.keys(left).filter((name) => /VAULT|CONFIG/.test(name))).toEqual([])
    expect(left).toMatchObject({ CUTOVER_IGNORED: 'VAULT_ADDR' })
    expect(Object.keys(webEnvironment(vault, demo, 'x')).filter((name) => /VAULT|CONFIG|IGNORED/.test(name))).toEqual(
      [],
    )
    expect(Object.keys(demoEnvironment(vault)).filter((name) => /VAULT|CONFIG/.test(name))).toEqual([])
  })

  it('give the worker the file of CUTOVER_CONFIG by its full name', () => {
    const env = workerEnvironment({ ...shell, CUTOVER_CONFIG: 'vaults.yml' }, about, 'x', null)
    expect(env.CUTOVER_CONFIG).toBe('/typed/here/vaults.yml')
    expect(webEnvironment({ ...shell, CUTOVER_CONFIG: 'vaults.yml' }, about, 'x')).not.toHaveProperty('CUTOVER_CONFIG')
  })

  it('give the demo GitLab only what the machine needs', () => {
    expect(Object.keys(demoEnvironment(shell)).sort()).toEqual(['HOME', 'NODE_ENV', 'PATH'])
  })
})
