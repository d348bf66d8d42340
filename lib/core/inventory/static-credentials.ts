// Lines with credentials for Vault itself, which the ID token replaces in the end.
import type { Evidence } from './consumer'
import { findEvidence, type Sources } from './find-evidence'
import type { FoundJob } from './find-jobs'
import { textsBelow } from './yaml-value'

const patterns = [
  /\b(?:VAULT|BAO)_TOKEN\b/,
  /\b(?:VAULT|BAO)_(?:APPROLE_)?(?:ROLE_ID|SECRET_ID)\b/,
  /\b(?:vault|bao)\s+login\b/,
  /\bauth\/[\w-]*approle[\w-]*\/login\b/,
  /\bCI_JOB_JWT(?:_V[12])?\b/,
]

/** Is this line one? `vault login`, an AppRole login, VAULT_TOKEN, AppRole ids, CI_JOB_JWT (gone since GitLab 17.0). */
export function showsStaticCredential(line: string): boolean {
  return patterns.some((pattern) => pattern.test(line))
}

/** Takes a job and gives its lines with static Vault credentials, in what it runs and what it inherits. */
export function staticCredentials(job: FoundJob, sources: Sources): Evidence[] {
  const texts = job.sections.flatMap((section) =>
    textsBelow(section.value).map((text) => ({ text, name: section.name })),
  )
  const names = job.sections.flatMap((section) =>
    section.name === 'variables' && typeof section.value === 'object' ? Object.keys(section.value ?? {}) : [],
  )
  if (!texts.some(({ text }) => showsStaticCredential(text)) && !names.some(showsStaticCredential)) return []
  const lines = [
    ...findEvidence(sources, job.name, 'script', showsStaticCredential),
    ...findEvidence(sources, job.name, 'variables', showsStaticCredential),
  ]
  return [...new Map(lines.map((line) => [`${line.file} ${line.line}`, line])).values()]
}
