// The environment of the worker, the web and the command, read once and checked.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError, type ErrorCode } from './errors'
import { Secret } from './secret'

const list = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim().replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')

export type GitlabSettings = {
  /** As CUTOVER_CONFIG names it; null: the one of GITLAB_URL. */
  name: string | null
  url: string
  scanToken: Secret | null
  writeToken: Secret | null
  include: string[]
  ca: string | null
  demo: boolean
}

function credential(name: string, code: ErrorCode = 'gitlab_not_configured'): Secret | null {
  const file = process.env[`${name}_FILE`]
  if (file) return readCredential(`${name}_FILE`, file, code)
  const text = process.env[name]?.trim()
  return text ? new Secret(text) : null
}

/** The credential that stands in a file. Fails with `code` where it cannot be read or is empty. */
export function readCredential(name: string, file: string, code: ErrorCode): Secret {
  const text = readSetting(name, file, code).trim()
  if (text === '') throw new AppError(code, [`${name} names an empty file.`])
  return new Secret(text)
}

/** The text of a file that a setting names. Fails with `code` where it cannot be read. */
export function readSetting(name: string, file: string, code: ErrorCode = 'gitlab_not_configured'): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AppError(code, [`The file that ${name} names cannot be read.`])
  }
}

/** GITLAB_*: null when no address is set. Fails with `gitlab_not_configured` for an address that is none and a file that cannot be read. */
export function gitlabSettings(): GitlabSettings | null {
  const address = process.env.GITLAB_URL?.trim()
  if (!address) return null
  const url = gitlabAddress(address)
  if (url === null)
    throw new AppError('gitlab_not_configured', [
      'GITLAB_URL is not a web address. Write it like https://gitlab.example.com.',
    ])
  return {
    name: null,
    url,
    scanToken: credential('GITLAB_TOKEN'),
    writeToken: credential('GITLAB_WRITE_TOKEN'),
    include: list(process.env.GITLAB_INCLUDE),
    ca: process.env.GITLAB_CA_FILE ? readSetting('GITLAB_CA_FILE', process.env.GITLAB_CA_FILE) : null,
    demo: process.env.CUTOVER_DEMO === '1',
  }
}

/** Of the start page, without a slash at the end and without `/api/v4`; null where it is no web address. */
export function gitlabAddress(text: string): string | null {
  const parsed = z.url({ protocol: /^https?$/ }).safeParse(text.trim())
  if (!parsed.success) return null
  const url = new URL(parsed.data)
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/api\/v4$/, '')}`
}

/** `mount` is where AppRole is, without `auth/`. */
export type VaultCredential =
  | { kind: 'token'; token: Secret }
  | { kind: 'approle'; mount: string; roleId: Secret; secretId: Secret }

export const approleMount = 'approle'

/** Segments of letters, digits and `._-`, none of them `.` or `..`: what may stand between `auth/` and `/login`. */
export const isMountPath = (text: string): boolean =>
  /^(?!\.{1,2}(?:\/|$))[\w.-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.-]+)*$/.test(text)

export type VaultSettings = {
  /** The declared vault of the mapping that it is for; null: every one of the same address and namespace. */
  name: string | null
  address: string
  namespace: string | null
  credential: VaultCredential
  ca: string | null
}

/** What the file of CUTOVER_CONFIG says, credentials read. */
export type ConfigFile = {
  vaults: VaultSettings[]
  gitlab: (GitlabSettings & { name: string })[]
  /** Where the files of a declared vault go; `gitlab` null: a project of the GitLab of GITLAB_URL. */
  policyRepositories: { name: string; project: string; gitlab: string | null; vault: string }[]
  /** Entries that are left out, since a file that they name cannot be read; with the line. */
  problems: { vaults: string[]; gitlab: string[] }
}

const vaultNames = [
  'VAULT_ADDR',
  'VAULT_NAMESPACE',
  'VAULT_CACERT',
  'VAULT_TOKEN',
  'VAULT_TOKEN_FILE',
  'VAULT_ROLE_ID',
  'VAULT_APPROLE_MOUNT',
  'VAULT_SECRET_ID_FILE',
  'CUTOVER_CONFIG',
]

/**
 * Which settings for Vault count. On the demo estate none does, and `ignored` names what was set, unless
 * CUTOVER_DEMO_VAULT=1 is set and VAULT_ADDR is this machine's own.
 */
export function vaultSources(): { address: string | null; config: string | null; ignored: string[] } {
  const { env } = process
  const address = env.VAULT_ADDR?.trim() || null
  const config = env.CUTOVER_CONFIG?.trim() || null
  const demo = env.CUTOVER_DEMO === '1' || !env.GITLAB_URL?.trim()
  if (!demo) return { address, config, ignored: [] }
  // The launcher leaves them out of the worker's environment and passes their names.
  const left = (env.CUTOVER_IGNORED ?? '').split(',').filter((name) => /^(VAULT|BAO|CUTOVER)_/.test(name))
  const met = env.CUTOVER_DEMO_VAULT === '1' && address !== null && isLoopback(address)
  const notUsed = vaultNames.filter((name) => env[name] && (!met || name === 'CUTOVER_CONFIG'))
  return { address: met ? address : null, config: null, ignored: [...left, ...notUsed] }
}

/** Is this the address of the machine itself? A name other than `localhost` is never looked up. */
function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { hostname } = new URL(address)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** VAULT_*: null where no address counts. Fails with `vault_not_configured`. */
export function vaultSettings(): VaultSettings | null {
  const { address } = vaultSources()
  if (address === null) return null
  const code = 'vault_not_configured'
  const url = vaultAddress(address)
  if (url === null)
    throw new AppError(code, ['VAULT_ADDR is not a web address. Write it like https://vault.example.com:8200.'])
  return {
    name: null,
    address: url,
    namespace: vaultNamespace(process.env.VAULT_NAMESPACE),
    credential: vaultCredential(code),
    ca: process.env.VAULT_CACERT ? readSetting('VAULT_CACERT', process.env.VAULT_CACERT, code) : null,
  }
}

function vaultCredential(code: ErrorCode): VaultCredential {
  const file = process.env.VAULT_SECRET_ID_FILE
  const token = credential('VAULT_TOKEN', code)
  const roleId = credential('VAULT_ROLE_ID', code)
  const secretId = file ? readCredential('VAULT_SECRET_ID_FILE', file, code) : null
  if (token && (roleId || secretId))
    throw new AppError(code, ['Set VAULT_TOKEN or VAULT_ROLE_ID with VAULT_SECRET_ID_FILE, not both.'])
  if (token) return { kind: 'token', token }
  const mount = process.env.VAULT_APPROLE_MOUNT || approleMount
  if (!isMountPath(mount))
    throw new AppError(code, ['VAULT_APPROLE_MOUNT must be the path of the mount without auth/, such as approle.'])
  if (roleId && secretId) return { kind: 'approle', mount, roleId, secretId }
  throw new AppError(code, [
    'VAULT_ADDR is set, but there is nothing to log in with: set VAULT_TOKEN, VAULT_TOKEN_FILE, or VAULT_ROLE_ID with VAULT_SECRET_ID_FILE.',
  ])
}

/** Origin and path without a slash at the end, so that equal addresses are equal texts; null where it is none. */
export function vaultAddress(text: string): string | null {
  const parsed = z.url({ protocol: /^https?$/ }).safeParse(text.trim())
  if (!parsed.success) return null
  const url = new URL(parsed.data)
  return url.username || url.password || url.search || url.hash
    ? null
    : `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}`
}

/** Null for the root namespace. */
export function vaultNamespace(text: string | null | undefined): string | null {
  const name = (text ?? '').trim().replace(/^\/+|\/+$/g, '')
  return name === '' || name === 'root' ? null : name
}

/** The database address of this process's own role. */
export function databaseUrl(): string {
  const url = process.env.CUTOVER_DATABASE_URL
  if (!url) throw new Error('CUTOVER_DATABASE_URL is not set. Start Cutover with `npm start`.')
  return url
}

export type ReminderSettings = { url: Secret; afterDays: number }

/** CUTOVER_WEBHOOK_URL[_FILE]: null where none is set. An address of a web hook is a credential. Fails with `webhook_not_configured`. */
export function reminderSettings(): ReminderSettings | null {
  const code = 'webhook_not_configured'
  const url = credential('CUTOVER_WEBHOOK_URL', code)
  if (url === null) return null
  if (!z.url({ protocol: /^https?$/ }).safeParse(url.reveal()).success)
    throw new AppError(code, ['CUTOVER_WEBHOOK_URL is not a web address.'])
  const text = process.env.CUTOVER_REMIND_AFTER_DAYS?.trim() || '7'
  const afterDays = Number(text)
  if (!Number.isInteger(afterDays) || afterDays < 1)
    throw new AppError(code, ['CUTOVER_REMIND_AFTER_DAYS is not a whole number of days of at least 1.'])
  return { url, afterDays }
}
