// What each child process may see of the environment. Credentials go to the worker only.
import path from 'node:path'
import { onlyThese } from './only-these'

type Environment = Record<string, string | undefined>

// What Node.js and the C library themselves read: no one keeps a secret in these.
const machine = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'CUTOVER_HTTPS',
]

const forGitlab = [
  'GITLAB_URL',
  'GITLAB_TOKEN',
  'GITLAB_TOKEN_FILE',
  'GITLAB_WRITE_TOKEN',
  'GITLAB_WRITE_TOKEN_FILE',
  'GITLAB_INCLUDE',
  'GITLAB_CA_FILE',
]
const reminders = ['CUTOVER_WEBHOOK_URL', 'CUTOVER_WEBHOOK_URL_FILE', 'CUTOVER_REMIND_AFTER_DAYS']
const network = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']

function pick(env: Environment, names: string[]): Environment {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}

const isFile = (name: string) => name.endsWith('_FILE') || name === 'VAULT_CACERT' || name === 'CUTOVER_CONFIG'

/** Names of files are meant from where the command was typed; a child runs elsewhere. */
function withFullPaths(env: Environment, from: string): Environment {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, isFile(name) && value ? path.resolve(from, value) : value]),
  )
}

export type Common = { dataFolder: string; demo: boolean; origin: string }

const common = ({ dataFolder, demo, origin }: Common) => ({
  CUTOVER_DATA: dataFolder,
  CUTOVER_ORIGIN: origin,
  ...(demo ? { CUTOVER_DEMO: '1' } : {}),
})

/** No GitLab or Vault credential, and no database address but its own role's. */
export function webEnvironment(env: Environment, about: Common, databaseUrl: string): NodeJS.ProcessEnv {
  return onlyThese({
    ...pick(env, machine),
    ...common(about),
    NEXT_TELEMETRY_DISABLED: '1',
    CUTOVER_DATABASE_URL: databaseUrl,
  })
}

/** What a demo start leaves out of the shell, by name, and whether it may meet a Vault all the same. */
export type DemoChoice = { ignored: string[]; demoVault: boolean }

/**
 * `gitlab` replaces the person's own GITLAB_* when the demo runs; VAULT_* is then left out too, unless a Vault of this
 * machine was named on purpose. The names of what was left out are passed on, so that a page can say it.
 */
export function workerEnvironment(
  env: Environment,
  about: Common & { from: string } & Partial<DemoChoice>,
  databaseUrl: string,
  gitlab: Environment | null,
): NodeJS.ProcessEnv {
  const vault = Object.keys(env).filter((name) => /^(VAULT|BAO)_/.test(name))
  const real = () => pick(env, [...forGitlab, ...network, ...vault, ...reminders, 'CUTOVER_CONFIG'])
  const demo = () => ({
    ...gitlab,
    ...(about.ignored?.length ? { CUTOVER_IGNORED: about.ignored.join(',') } : {}),
    ...(about.demoVault ? pick(env, [...vault, 'CUTOVER_DEMO_VAULT']) : {}),
  })
  return onlyThese({
    ...pick(env, [...machine, 'CUTOVER_SCAN_EVERY', 'CUTOVER_SCAN_REFS']),
    ...common(about),
    ...withFullPaths(gitlab ? demo() : real(), about.from),
    CUTOVER_DATABASE_URL: databaseUrl,
  })
}

/** The demo GitLab: nothing but the machine. */
export function demoEnvironment(env: Environment): NodeJS.ProcessEnv {
  return onlyThese(pick(env, machine))
}
