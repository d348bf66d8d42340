// The manifest of an export: every file with its digest, and everything that was left out.
import type { ArtefactKind, LeftOut } from './artefact-file'

export type ManifestFile = {
  path: string
  kind: ArtefactKind
  /** Null for a file that several projects share. */
  project: string | null
  environment: string | null
  sha256: string
}

/** Takes the files with their digests and what was left out; gives the text of `manifest.json`, sorted, always the same. */
export function manifestText(files: readonly ManifestFile[], leftOut: readonly LeftOut[]): string {
  const manifest = {
    files: files
      .map(({ path, kind, project, environment, sha256 }) => ({ path, kind, project, environment, sha256 }))
      .sort((a, b) => compare(a.path, b.path)),
    left_out: leftOut
      .map(({ level, owner, key, environment_scope, reason }) => ({ level, owner, key, environment_scope, reason }))
      .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))),
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
