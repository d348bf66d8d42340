// Owners from a CSV file (project, owner), which wins over what GitLab tells: previewed, then exactly that.
import { createHash } from 'node:crypto'
import { type KnownOwners, type OwnerFile, ownerFile, readOwnerFile } from '@/lib/core/render/owner-file'
import { findCsvOwners, findOwnerPaths, findPathOwners, saveOwnerStatements } from '@/lib/db/owner-repository'
import { AppError } from '@/lib/errors'

export type OwnerFilePreview = OwnerFile & { digest: string }

/** Every project and group that has variables, and every group above them. */
async function knownOwners(): Promise<Map<string, KnownOwners>> {
  const [paths, counting, csv] = await Promise.all([findOwnerPaths(), findPathOwners(), findCsvOwners()])
  const all = new Set(paths.flatMap((path) => path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'))))
  return new Map(
    [...all].sort().map((path) => {
      const counts = counting.get(path)?.people.map(({ name }) => name) ?? null
      return [path, { counts, csv: csv.get(path)?.map(({ name }) => name) ?? null }]
    }),
  )
}

/** Saves nothing. */
export async function previewOwnerFile(text: string): Promise<OwnerFilePreview> {
  const file = readOwnerFile(text, await knownOwners())
  return { ...file, digest: createHash('sha256').update(JSON.stringify(file.changes)).digest('base64url') }
}

/** Fails with `stale`, and saves nothing, when it would change anything else than what was previewed. */
export async function applyOwnerFile(text: string, digest: string): Promise<{ changed: number }> {
  const file = await previewOwnerFile(text)
  if (file.digest !== digest) throw new AppError('stale')
  const statements = file.changes.map(({ path, to }) => ({
    path,
    source: 'csv' as const,
    people: to.map((name) => ({ name, userId: null })),
  }))
  if (statements.length > 0) await saveOwnerStatements(statements)
  return { changed: statements.length }
}

/** One line per project and group, with who counts now; empty where nobody is known. */
export async function exportOwners(): Promise<string> {
  return ownerFile(await knownOwners(), ',')
}

export type OwnerSummary = { known: number; nobody: number; unknown: number }

export async function summariseOwners(): Promise<OwnerSummary> {
  const [paths, counting] = await Promise.all([findOwnerPaths(), findPathOwners()])
  const found = paths.flatMap((path) => counting.get(path) ?? [])
  const nobody = found.filter(({ people }) => people.length === 0).length
  return { known: found.length - nobody, nobody, unknown: paths.length - found.length }
}
