// What stands in the way of a generated stub: entries of the same name above it, and another login in the same job.
import type { JobBlocks, Section } from './ci-plan'
import { sections } from './ci-plan'
import { asMap, mapAt, type YamlMap } from './merged-config'
import { sameValue } from './same-value'

const connection = ['VAULT_SERVER_URL', 'VAULT_AUTH_PATH', 'VAULT_AUTH_ROLE', 'VAULT_NAMESPACE']

export type StubConflict = 'already_defined' | 'two_logins'

/**
 * Takes the blocks planned for a job, the merged configuration, and what an earlier generated file gave this job; gives
 * why the stub would not come through, or null. The root file wins over an included one (docs.gitlab.com/ci/yaml/includes,
 * "Override included configuration values"), so an entry of the same name with another content would silently stay. A job
 * has one Vault login, that of its first secret (GitLab EE `build_runner_presenter.rb`, vault_server).
 */
export function stubConflict(
  name: string,
  blocks: JobBlocks,
  merged: YamlMap,
  earlier: YamlMap | null,
): StubConflict | null {
  const job = mapAt(merged, name)
  for (const section of sections) {
    const theirs = mapAt(job, section)
    for (const [key, value] of Object.entries<unknown>(blocks[section] ?? {})) {
      if (theirs === null || !Object.hasOwn(theirs, key) || sameValue(theirs[key], value)) continue
      if (!isOurs(earlier, section, key, theirs[key])) return 'already_defined'
    }
  }
  return hasOtherLogin(job, blocks, merged, earlier) ? 'two_logins' : null
}

function hasOtherLogin(job: YamlMap | null, blocks: JobBlocks, merged: YamlMap, earlier: YamlMap | null): boolean {
  const others = Object.entries(mapAt(job, 'secrets') ?? {}).filter(([key, entry]) => {
    const known = Object.hasOwn(blocks.secrets ?? {}, key) || isOurs(earlier, 'secrets', key, entry)
    return !known && asMap(entry)?.vault !== undefined
  })
  if (others.length === 0) return false
  const tokens = new Set(Object.values(blocks.secrets ?? {}).map(({ token }) => token))
  if (others.some(([, entry]) => !tokens.has(tokenOf(entry)))) return true
  const planned: Record<string, unknown> = blocks.variables ?? {}
  return connection.some((key) => {
    const now = mapAt(job, 'variables')?.[key] ?? mapAt(merged, 'variables')?.[key]
    return !sameValue(now, planned[key])
  })
}

function tokenOf(entry: unknown): string | undefined {
  const token = asMap(entry)?.token
  return typeof token === 'string' ? token : undefined
}

function isOurs(earlier: YamlMap | null, section: Section, key: string, value: unknown): boolean {
  const before = mapAt(earlier, section)
  return before !== null && Object.hasOwn(before, key) && sameValue(before[key], value)
}
