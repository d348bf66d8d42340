// What a reading of CI configuration rested on, and whether the same would come out now without asking GitLab again.
import type { CiReading } from '@/lib/core/inventory/estate'

/** Kept beside the published configuration of a project. No text of it and no value, only what tells that it is the same. */
export type CiBasis = {
  headSha: string
  defaultBranch: string
  ciConfigPath: string
  /** GitLab's version, where its own templates are included. */
  version: string | null
  protectedBranches: string[] | null
  /** Files of other projects: the commit that their ref named. */
  from: { project: string; ref: string | null; sha: string | null }[]
  /** Names of variables in `include` sections: GitLab puts their values in, which are not read here. */
  names: string[]
  /** Something is included that GitLab fetches from elsewhere (`remote`, `component`). */
  remote: boolean
  readAt: string
  /** Does a job name an environment? Then they are asked for. */
  environment: boolean
}

export type Now = {
  headSha: string | null
  defaultBranch: string | null
  ciConfigPath: string
  version: string | null
  protectedBranches: string[] | null
  /** The commit that a ref of another project names now; null where that is not known. */
  shaOf: (project: string, ref: string | null) => string | null
  /** Does any variable of this name reach the project? */
  reaches: (name: string) => boolean
  at: Date
}

/** Remote files and components can change without a commit anywhere that is seen: they are linted again once a day. */
const remoteFor = 24 * 60 * 60 * 1000

/** False at the least doubt: then GitLab is asked. */
export function stillHolds(basis: CiBasis, now: Now): boolean {
  if (now.headSha === null || basis.headSha !== now.headSha) return false
  if (basis.defaultBranch !== now.defaultBranch || basis.ciConfigPath !== now.ciConfigPath) return false
  if (basis.version !== null && basis.version !== now.version) return false
  if (JSON.stringify(basis.protectedBranches) !== JSON.stringify(now.protectedBranches)) return false
  if (basis.names.some(now.reaches)) return false
  if (basis.remote && now.at.getTime() - Date.parse(basis.readAt) >= remoteFor) return false
  return basis.from.every(({ project, ref, sha }) => sha !== null && sha === now.shaOf(project, ref))
}

/** Can the reading be taken over later at all? Errors and what was not shown are asked for again with every scan. */
export function mayBeKept(ci: CiReading): boolean {
  return ci.state === 'valid' || ci.state === 'absent'
}

/** Names of variables in the `include` sections of the files that make up a configuration. */
export function includeNames(ci: CiReading): string[] {
  if (ci.state !== 'valid') return []
  const texts = [ci.root?.text ?? '', ...ci.included.map(({ text }) => text)]
  const names = texts.flatMap((text) =>
    includeSections(text).flatMap((section) => [...section.matchAll(/\$\{?(\w+)/g)].map((found) => found[1] ?? '')),
  )
  return [...new Set(names)].sort()
}

/** From each top-level `include` to the next top-level key. */
function includeSections(text: string): string[] {
  const sections: string[][] = []
  let open = false
  for (const line of text.split(/\r\n|\r|\n/)) {
    const begins = /^["']?include["']?\s*:/.test(line)
    if (begins) sections.push([])
    if (begins || /^[^\s#-]/.test(line)) open = begins
    if (open) sections.at(-1)?.push(line)
  }
  return sections.map((lines) => lines.join('\n'))
}
