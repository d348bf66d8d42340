// Lines with credentials for Vault itself, which the ID token replaces in the end.
import type { Evidence } from './consumer'
import { findEvidence, type Sources } from './find-evidence'
import type { FoundJob } from './find-jobs'
import { isMap, textsBelow } from './yaml-value'

const tokenPattern = /\b(?:VAULT|BAO)_TOKEN\b/
const patterns = [
  /\b(?:VAULT|BAO)_(?:APPROLE_)?(?:ROLE_ID|SECRET_ID)\b/,
  /\b(?:vault|bao)\s+login\b/,
  /\bauth\/[\w-]*approle[\w-]*\/login\b/,
  /\bCI_JOB_JWT(?:_V[12])?\b/,
]

/** A token that the script gets from a login of its own is no static one. */
const tokenFromCommand = /\b(?:VAULT|BAO)_TOKEN=["']?(?:\$\(|`)/

/**
 * Takes a job and gives its lines with static Vault credentials, in what it runs and what it inherits: `vault login`, an
 * AppRole login or ids, CI_JOB_JWT (gone since GitLab 17.0), and VAULT_TOKEN unless the job's own script fetches it.
 */
export function staticCredentials(job: FoundJob, sources: Sources): Evidence[] {
  const texts = job.sections.flatMap((section) => [
    ...textsBelow(section.value),
    ...(section.name === 'variables' && isMap(section.value) ? Object.keys(section.value) : []),
  ])
  const used = texts.some((text) => tokenFromCommand.test(text)) ? patterns : [tokenPattern, ...patterns]
  const shows = (line: string) => used.some((pattern) => pattern.test(line))
  if (!texts.some(shows)) return []
  const lines = [
    ...findEvidence(sources, job.name, 'script', shows),
    ...findEvidence(sources, job.name, 'variables', shows),
  ]
  return [...new Map(lines.map((line) => [`${line.file} ${line.line}`, line])).values()]
}
