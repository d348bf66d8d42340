// What the person set: port, data folder, databases, GitLab. Read from an environment, checked, with plain errors.
import { createHash } from 'node:crypto'
import path from 'node:path'
import { PlainError } from '../../bin/setup/plain-error.mjs'

export type LaunchSettings = {
  root: string
  port: number
  dataFolder: string
  /** Null: the embedded PostgreSQL. A web address of null: no web will use it. */
  external: { ownerUrl: string; webUrl: string | null } | null
  /** False: a real GitLab is configured. */
  demo: boolean
  /** Set in the shell and not used, because the demo GitLab runs. */
  ignored: string[]
  /** The demo estate may meet the Vault of VAULT_ADDR: this machine's own, named on purpose. */
  demoVault: boolean
}

type Environment = Record<string, string | undefined>

function portOf(text: string | undefined) {
  if (!text?.trim()) return 3000
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new PlainError(
    `PORT is "${text}", which is no port. Set it to a whole number from 1 to 65535, such as PORT=3001.`,
  )
}

/** `.data` in the clone; for root a folder that the database's user can reach, one for each clone. */
export function defaultDataFolder(root: string, isRoot: boolean): string {
  if (!isRoot) return path.join(root, '.data')
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 8)
  return path.join('/var/lib/cutover', `${path.basename(root)}-${hash}`)
}

/** CUTOVER_DEMO_VAULT=1 with an address of this machine itself. A name other than `localhost` is never looked up. */
function isDemoVault(env: Environment): boolean {
  const address = env.VAULT_ADDR ?? ''
  if (env.CUTOVER_DEMO_VAULT !== '1' || !URL.canParse(address)) return false
  const { hostname } = new URL(address)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** `from` is the folder in which the command was typed: a relative CUTOVER_DATA starts there. */
export function launchSettings(root: string, from: string, env: Environment): LaunchSettings {
  const demo = !env.GITLAB_URL?.trim()
  const demoVault = demo && isDemoVault(env)
  const notUsed = demoVault ? /^(GITLAB_|CUTOVER_CONFIG$)/ : /^(GITLAB_|VAULT_|BAO_|CUTOVER_CONFIG$)/
  if (env.DATABASE_WEB_URL && !env.DATABASE_URL) {
    throw new PlainError(
      'DATABASE_WEB_URL is set but DATABASE_URL is not. Set both, or neither for the embedded PostgreSQL.',
    )
  }
  return {
    root,
    port: portOf(env.PORT),
    dataFolder: env.CUTOVER_DATA
      ? path.resolve(from, env.CUTOVER_DATA)
      : defaultDataFolder(root, process.getuid?.() === 0),
    external: env.DATABASE_URL
      ? { ownerUrl: env.DATABASE_URL, webUrl: env.DATABASE_WEB_URL || env.DATABASE_URL }
      : null,
    demo,
    ignored: demo ? Object.keys(env).filter((name) => notUsed.test(name) && env[name]) : [],
    demoVault,
  }
}
