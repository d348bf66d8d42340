// Vault's JWT plugin by itself: what it says of a configuration, a role and a login.
import { spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { evaluateCase } from '@/lib/core/trust/evaluate-case'
import { childEnvironment } from './child-environment'
import type { Disagreement } from './compare'
import { asCommandReads, atMoment, type ConformanceCase } from './conformance-case'
import { exactStringify } from './exact-stringify'
import { Random } from './random'
import { randomCase } from './random-case'
import { createSigner } from './signer'

type Answer = { configError: string | null; roleError: string | null; loginError: string | null }

export type PluginFinding = { given: ConformanceCase; disagreements: Disagreement[] }

export const pluginFlavour = 'vault 1.21.0'

const keySources = ['oidc_discovery_url', 'jwt_validation_pubkeys', 'jwks_url', 'jwks_pairs']

/** What stands for the answer of a plugin that panicked. */
const panicked = 'panic'

/** Reasons that come from the server around the plugin, and refusals of its addresses. */
const notOfThePlugin = ['alias_empty', 'alias_metadata', 'root_policy', 'reserved_policy', 'role_unreadable']

/** Compares engine and plugin on random cases; policies and reads are no matter of the plugin. */
export async function runPlugin(program: string, pairs: number, seed: number): Promise<PluginFinding[]> {
  const signer = createSigner()
  const child = spawn(program, [], { env: childEnvironment(process.env), stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const findings: PluginFinding[] = []
  for (let id = 0; id < pairs; id++) {
    const random = new Random(Math.imul(seed, 0x9e3779b1) + Math.imul(id, 0x85ebca6b))
    const now = Math.floor(Date.now() / 1000)
    const given = atMoment(randomCase(random, id, now, pluginFlavour), now)
    const named = keySources.some((field) => Object.hasOwn(given.config, field))
    const config = named ? given.config : { ...given.config, jwt_validation_pubkeys: [signer.publicKey] }
    const { role, writtenAs, roleName } = given
    const asked = { config, role, writtenAs, roleName, jwt: signer.token(given.claims), source: '127.0.0.1' }
    child.stdin.write(`${exactStringify(asked)}\n`)
    const { value, done } = await answers.next()
    if (done) throw new Error('The plugin ended')
    const answer: Answer = JSON.parse(value)
    const disagreements = compare(given, answer)
    if (disagreements.length > 0) findings.push({ given, disagreements })
  }
  child.stdin.end()
  return findings
}

function compare(given: ConformanceCase, answer: Answer): Disagreement[] {
  const read = asCommandReads(given)
  if (!('given' in read)) throw new Error(read.error)
  const { configWrite, roleWrite, login } = evaluateCase(read.given)
  // The address of a role and the storage below are the server's: odd names never get to the plugin.
  if (!/\w/.test(given.writtenAs) || `${given.writtenAs} ${given.roleName}`.includes('..')) return []
  const found: Disagreement[] = []
  const check = (what: string, texts: string[], text: string | null): void => {
    if (text === null ? texts.length > 0 : !texts.includes(text)) found.push({ what, engine: texts, server: text })
  }
  check('configWrite', configWrite.errors, answer.configError)
  check('roleWrite', roleWrite.errors.map(unwrapped), answer.roleError)
  const code = login.failing[0]?.code
  if (answer.loginError === panicked && login.failing.some((one) => one.code === 'server_panics')) return found
  if (code === undefined || !notOfThePlugin.includes(code)) check('login', login.reported, answer.loginError)
  return found
}

/** The server puts what the plugin gives as an error into a list of errors. */
const unwrapped = (text: string): string => text.replace(/^1 error occurred:\n\t\* (.*)\n\n$/s, '$1')
