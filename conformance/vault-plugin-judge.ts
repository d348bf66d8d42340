// Vault's JWT plugin by itself: what it says of a configuration, a role and a login.
import { evaluateCase } from '@/lib/core/trust/evaluate-case'
import type { Disagreement } from './compare'
import { asCommandReads, atMoment, type ConformanceCase } from './conformance-case'
import { errorRowOf, noErrorRows, type RowKind } from './error-rows'
import { exactStringify } from './exact-stringify'
import { brokenOff } from './judge'
import { type PluginAnswer, PluginProcess } from './plugin-process'
import { Random } from './random'
import { randomCase } from './random-case'
import { shrinkCase } from './shrink-case'
import { createSigner, type Signer } from './signer'

export type PluginFinding = { given: ConformanceCase; disagreements: Disagreement[] }

export type PluginReport = { counts: Record<string, number>; findings: PluginFinding[] }

export type PluginOptions = { pairs: number; seed: number; say?: (line: string) => void }

export const pluginFlavour = 'vault 1.21.0'

const keySources = ['oidc_discovery_url', 'jwt_validation_pubkeys', 'jwks_url', 'jwks_pairs']

/** What stands for the answer of a plugin that panicked. */
const panicked = 'panic'

/** Reasons that come from the server around the plugin, and refusals of its addresses. */
const notOfThePlugin = ['alias_empty', 'alias_metadata', 'root_policy', 'reserved_policy', 'role_unreadable']

const mostFindings = 20

/**
 * Compares engine and plugin on random cases; policies and reads are no matter of the plugin. A case over which the plugin
 * dies is a finding like others. Findings are shrunk.
 */
export async function runPlugin(program: string, { pairs, seed, say }: PluginOptions): Promise<PluginReport> {
  const signer = createSigner()
  const plugin = new PluginProcess(program)
  const report: PluginReport = { counts: pluginRows(), findings: [] }
  const judge = async (given: ConformanceCase) => compare(given, await plugin.ask(questionOf(given, signer)))
  for (let id = 0; id < pairs && report.findings.length < mostFindings; id++) {
    const random = new Random(Math.imul(seed, 0x9e3779b1) + Math.imul(id, 0x85ebca6b))
    const now = Math.floor(Date.now() / 1000)
    const given = atMoment(randomCase(random, id, now, pluginFlavour), now)
    const answer = await plugin.ask(questionOf(given, signer))
    count(report.counts, answer)
    if (id % 20_000 === 19_999) say?.(`${id + 1} pairs`)
    if (compare(given, answer).length === 0) continue
    // A second may have decided: what is due to the clock does not come again.
    const later = Math.floor(Date.now() / 1000)
    if (later > now && (await judge(atMoment(given, later))).length === 0) continue
    const small = await shrinkCase(given, judge)
    report.findings.push({ given: small, disagreements: await judge(small) })
  }
  plugin.close()
  return report
}

function questionOf({ config, role, writtenAs, roleName, claims }: ConformanceCase, signer: Signer): string {
  const named = keySources.some((field) => Object.hasOwn(config, field))
  const whole = named ? config : { ...config, jwt_validation_pubkeys: [signer.publicKey] }
  return exactStringify({ config: whole, role, writtenAs, roleName, jwt: signer.token(claims), source: '127.0.0.1' })
}

function pluginRows(): Record<string, number> {
  return Object.fromEntries(Object.entries(noErrorRows()).filter(([name]) => !name.startsWith('policy ')))
}

function count(counts: Record<string, number>, answer: PluginAnswer | { died: string }): void {
  const add = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1
  }
  if ('died' in answer) {
    add('plugin died')
    return
  }
  const { configError, roleError, loginError } = answer
  const asked: [RowKind, string | null][] = [
    ['config', configError],
    ['role', roleError],
    ['login', loginError === panicked ? brokenOff : loginError],
  ]
  for (const [kind, text] of asked) add(text === null ? `${kind} accepted` : errorRowOf(kind, text))
}

function compare(given: ConformanceCase, answer: PluginAnswer | { died: string }): Disagreement[] {
  const read = asCommandReads(given)
  if (!('given' in read)) throw new Error(read.error)
  const { configWrite, roleWrite, login } = evaluateCase(read.given)
  if ('died' in answer) return [{ what: 'plugin died', engine: login.reported, server: answer.died }]
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
