// Whether a plan may touch a job at all.
import { isAlias, isMap, type YAMLMap } from 'yaml'
import { type CiFile, keyStart, lineAt, type Refusal, type RefusalReason } from './ci-file'
import { type CiPlan, type JobBlocks, type Section, sections } from './ci-plan'
import { ancestorsOf, heirsOf, isReferenced, jobPairs } from './job-graph'
import { existingInherited } from './job-section'
import { keysOf, lookup, plainValue } from './map-lookup'
import { sameValue } from './same-value'

/** Names at the root of a file that are no jobs (GitLab `lib/gitlab/ci/config/entry/root.rb`, and `spec` of a header). */
const keywords = new Set(
  'default include before_script image services after_script variables stages types cache workflow spec <<'.split(' '),
)

export type Placement = 'inline' | 'file'

/** Takes a job's name and a reason; gives the refusal with the line of the job, null where the file does not hold it. */
export function refusal(file: CiFile, job: string, reason: RefusalReason): Refusal {
  const [pair] = jobPairs(file, job)
  const start = pair ? keyStart(pair) : null
  return { job, reason, line: start === null ? null : lineAt(file.text, start) }
}

/** Takes a job's name in a plan; gives its map, or why it cannot be planned. */
export function plannedJob(file: CiFile, name: string, placement: Placement): { map: YAMLMap } | { refused: Refusal } {
  const refuse = (reason: RefusalReason) => ({ refused: refusal(file, name, reason) })
  const pairs = jobPairs(file, name)
  const [pair] = pairs
  if (name.startsWith('.') || keywords.has(name)) return refuse('not_a_job')
  if (!pair) return refuse('job_not_found')
  if (pairs.length > 1) return refuse('duplicate_key')
  if (placement === 'inline' && isAlias(pair.value)) return refuse('alias')
  const map = file.resolve(pair.value)
  if (!isMap(map) || map.tag) return refuse('not_a_map')
  const family = [map, ...ancestorsOf(file, map).maps]
  if (family.some((one) => lookup(file, one, 'trigger').kind !== 'none')) return refuse('bridge')
  return { map }
}

/**
 * Takes a plan and a job in it; tells whether a job that extends it, merges it, or refers to a part of it would get
 * entries that are not planned for it too. In placement `file` only `extends` and `!reference` carry them on, since
 * anchors are resolved while the root file is parsed. A hidden job counts through those that extend it.
 */
export function reachesOthers(file: CiFile, plan: CiPlan, name: string, placement: Placement): boolean {
  const blocks = plan.jobs[name] ?? {}
  const touches = ([section, entry]: readonly string[]) => {
    if (section === undefined) return true
    const touched = sections.find((one) => one === section)
    return (
      touched !== undefined &&
      blocks[touched] !== undefined &&
      (entry === undefined || Object.hasOwn(blocks[touched], entry))
    )
  }
  if (!sections.some((section) => Object.keys(blocks[section] ?? {}).length > 0)) return false
  if (isReferenced(file, name, touches)) return true
  const inline = placement === 'inline'
  return [...heirsOf(file, name, inline)].some((heir) => {
    if (heir === null) return true
    if (Object.hasOwn(plan.jobs, heir)) return !coversAll(plan.jobs[heir] ?? {}, blocks)
    return !heir.startsWith('.') || heirsOf(file, heir, inline).size === 0
  })
}

function coversAll(heir: JobBlocks, blocks: JobBlocks): boolean {
  return sections.every((section) => {
    const has: Record<string, unknown> = heir[section] ?? {}
    return Object.entries(blocks[section] ?? {}).every(
      ([name, value]) => Object.hasOwn(has, name) && sameValue(has[name], value),
    )
  })
}

const connection = ['VAULT_SERVER_URL', 'VAULT_AUTH_PATH', 'VAULT_AUTH_ROLE', 'VAULT_NAMESPACE']

/**
 * Takes a job and its plan; tells whether the job reads Vault by itself with a token or from a server that the plan
 * would replace. A job has one Vault login: server, role and token of its first secret serve all
 * (`ee/app/presenters/ee/ci/build_runner_presenter.rb`, `vault_server`), and without `token:` the first id token is used.
 */
export function usesOtherLogin(file: CiFile, job: YAMLMap, blocks: JobBlocks): boolean {
  const family = [job, ...ancestorsOf(file, job).maps]
  const held = (section: Section) => {
    const all = new Map<string, unknown>()
    for (const map of family) {
      for (const [name, node] of existingInherited(file, map, section)) {
        if (!all.has(name)) all.set(name, plainValue(file, node))
      }
    }
    return all
  }
  const wanted: Record<string, unknown> = blocks.secrets ?? {}
  const secrets = [...held('secrets')].filter(([name, entry]) => {
    return (
      entry instanceof Map && entry.has('vault') && !(Object.hasOwn(wanted, name) && sameValue(entry, wanted[name]))
    )
  })
  if (secrets.length === 0) return false
  const ownTokens = [...held('id_tokens').keys()]
  const tokens = new Set(Object.values(blocks.secrets ?? {}).map((entry) => entry.token))
  const addsToken = Object.keys(blocks.id_tokens ?? {}).some((name) => !ownTokens.includes(name))
  for (const [, entry] of secrets) {
    const explicit = entry instanceof Map ? entry.get('token') : undefined
    if (explicit === undefined && (addsToken || (tokens.size > 0 && ownTokens.length !== 1))) return true
    const token = explicit ?? `$${ownTokens[0]}`
    if ([...tokens].some((one) => one !== token)) return true
  }
  const variables = held('variables')
  const global = globalVariables(file)
  const planned: Record<string, unknown> = blocks.variables ?? {}
  return connection.some((name) => {
    return Object.hasOwn(planned, name) && !sameValue(variables.get(name) ?? global.get(name), planned[name])
  })
}

function globalVariables(file: CiFile): Map<string, unknown> {
  const found = lookup(file, file.root, 'variables')
  const node = found.kind === 'own' ? found.node : null
  if (!isMap(node)) return new Map()
  return new Map(
    (keysOf(file, node) ?? []).map((key) => {
      const entry = lookup(file, node, key)
      return [key, entry.kind === 'own' || entry.kind === 'merged' ? plainValue(file, entry.node) : undefined]
    }),
  )
}
