// The paths that the Vaults hold today, as far as is known: read live, named by policies there, or listed by people.
import { type ExistingPath, readExistingPaths } from '@/lib/core/mapping/existing-paths'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { VaultReading } from '@/lib/core/trust/vault-reading'

export type KnownPaths = { paths: ExistingPath[]; live: number; listed: number; problems: string[] }

/** A listed path and one that was read are the same where vault, mount and path are; fields that were read count. */
export function existingPathsOf(readings: readonly VaultReading[], listed: string, rules: RulesFile): KnownPaths {
  const read = readings.flatMap((reading) => livePaths(reading, rules))
  const { paths, problems } = readExistingPaths(listed, rules.mounts)
  const byPlace = new Map([...paths, ...read].map((one) => [JSON.stringify([one.vault, one.mount, one.path]), one]))
  return { paths: [...byPlace.values()], live: read.length, listed: paths.length, problems }
}

/** Paths whose fields the server told, and those that a policy of its own names in full. */
function livePaths({ vault, live }: VaultReading, rules: RulesFile): ExistingPath[] {
  if (live === null) return []
  const mounts = rules.mounts.filter((mount) => mount.vault === vault)
  const fields = Object.entries(live.fields).flatMap(([path, asked]) =>
    asked.known && asked.value !== null ? [{ path, fields: asked.value }] : [],
  )
  const named = Object.values(live.policies).flatMap((asked) =>
    asked.known && asked.value !== null ? pathsIn(asked.value) : [],
  )
  const known = new Set(fields.map(({ path }) => path))
  const lines = [...new Set(named)].flatMap((path) => readExistingPaths(path, mounts).paths)
  return [
    ...fields.flatMap(({ path, fields: names }) =>
      readExistingPaths(path, mounts).paths.map((one) => ({ ...one, fields: names })),
    ),
    ...lines.filter(({ mount, path }) => !known.has(`${mount}/${path}`)),
  ]
}

/** Whole paths of a policy; one with a wildcard or a template names no path. */
function pathsIn(hcl: string): string[] {
  return [...hcl.matchAll(/\bpath\s+"([^"*+{}\\]+)"/g)].map((match) => match[1] ?? '')
}
