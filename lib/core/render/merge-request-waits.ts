// What the CI change of a project still waits for: it leaves Draft only when all of it was seen live.
import type { LiveVault } from '../trust/vault-reading'
import type { MergeRequestNeeds } from './merge-request-needs'

export type LiveVerdict = 'same' | 'differs' | 'missing' | { unknown: string }

/** One vault as it was read last, compared with the plan. */
export type LiveVerdicts = {
  unknownSince: string | null
  config: LiveVerdict
  roles: Record<string, LiveVerdict>
  policies: Record<string, LiveVerdict>
  fields: LiveVault['fields']
}

export type MergeRequestWait = {
  /** `unknown` is no evidence against it: a request that left Draft stays out of it. */
  code: 'not_connected' | 'unknown' | 'missing' | 'differs' | 'not_planned' | 'needs_dual_run'
  kind: 'vault' | 'auth' | 'role' | 'policy' | 'path'
  name: string
  text: string
}

/**
 * Takes what the request needs and, by vault, what was seen live. Gives everything that is not proven; empty: it may leave
 * Draft. A KV v2 path counts when its field is there; other engines need the evidence of a dual-run, since their fields
 * cannot be seen without their values.
 */
export function mergeRequestWaits(
  needs: MergeRequestNeeds,
  live: ReadonlyMap<string, LiveVerdicts>,
): MergeRequestWait[] {
  const vaults = [...new Set([...needs.roles, ...needs.places].map(({ vault }) => vault))].sort()
  const waits = vaults.flatMap((vault) => vaultWaits(vault, live.get(vault)))
  const known = (vault: string): LiveVerdicts | null => {
    const found = live.get(vault)
    return found && found.unknownSince === null ? found : null
  }
  for (const { vault, name, policies } of needs.roles) {
    const seen = known(vault)
    if (seen === null) continue
    waits.push(...verdictWaits('role', name, seen.roles[name]))
    for (const policy of policies) waits.push(...verdictWaits('policy', policy, seen.policies[policy]))
  }
  for (const place of needs.places) {
    const seen = known(place.vault)
    if (seen !== null) waits.push(...placeWaits(place, seen.fields))
  }
  return [...new Map(waits.map((wait) => [`${wait.kind} ${wait.name} ${wait.code}`, wait])).values()]
}

function vaultWaits(vault: string, live: LiveVerdicts | undefined): MergeRequestWait[] {
  const wait = (code: MergeRequestWait['code'], text: string): MergeRequestWait[] => [
    { code, kind: 'vault', name: vault, text },
  ]
  if (live === undefined) return wait('not_connected', `Vault ${vault} is not connected, so nothing of it was seen`)
  if (live.unknownSince !== null) return wait('unknown', `Vault ${vault} could not be read since ${live.unknownSince}`)
  return verdictWaits('auth', vault, live.config)
}

const words = { auth: 'The JWT configuration of', role: 'The role', policy: 'The policy' } as const

function verdictWaits(kind: keyof typeof words, name: string, verdict: LiveVerdict | undefined): MergeRequestWait[] {
  if (verdict === 'same') return []
  const what = `${words[kind]} ${name}`
  if (verdict === undefined) {
    return [{ code: 'not_planned', kind, name, text: `${what} is no longer part of the plan: preview again` }]
  }
  if (verdict === 'missing') return [{ code: 'missing', kind, name, text: `${what} is not in Vault yet` }]
  if (verdict === 'differs') return [{ code: 'differs', kind, name, text: `${what} differs from the plan` }]
  return [{ code: 'unknown', kind, name, text: `${what} could not be read (${verdict.unknown})` }]
}

function placeWaits(
  { mount, path, field, engine }: MergeRequestNeeds['places'][number],
  fields: LiveVault['fields'],
): MergeRequestWait[] {
  const name = `${mount}/${path}`
  const wait = (code: MergeRequestWait['code'], text: string): MergeRequestWait[] => [
    { code, kind: 'path', name: `${name}:${field}`, text },
  ]
  if (engine !== 'kv-v2') return wait('needs_dual_run', `${name} (${engine}) shows no field without a dual-run`)
  const seen = fields[name]
  if (seen === undefined) return wait('unknown', `${name} was not read yet`)
  if (!seen.known) return wait('unknown', `${name} could not be read (${seen.why})`)
  if (seen.value === null) return wait('missing', `${name} is not in Vault yet`)
  if (!seen.value.includes(field)) return wait('missing', `${name} has no field ${field} yet`)
  return []
}

/** Whether what was seen speaks against a request that has left Draft. */
export function disproves({ code }: MergeRequestWait): boolean {
  return code === 'missing' || code === 'differs'
}
