// Suggestions that somebody dismissed, and the paths that people listed for a Vault. Kept as facts.
import { createHash } from 'node:crypto'
import { database } from './database'
import { findFact, findFacts, saveFact } from './fact-repository'
import { jsonValue } from './json-text'

export type Dismissed = { id: string; who: string; at: string }

const prefix = 'dismissed:'

/** Ids are long; their digest names the fact. */
const nameOf = (id: string) => `${prefix}${createHash('sha256').update(id).digest('base64url')}`

export function findDismissed(): Promise<Dismissed[]> {
  return findFacts<Dismissed>(prefix)
}

/** Dismissing twice changes nothing. */
export async function dismiss(ids: string[], who: string, at: Date): Promise<void> {
  const data = ids.map((id) => ({ name: nameOf(id), data: jsonValue({ id, who, at: at.toISOString() }) }))
  await database().fact.createMany({ data, skipDuplicates: true })
}

export async function restoreDismissed(ids: string[]): Promise<void> {
  await database().fact.deleteMany({ where: { name: { in: ids.map(nameOf) } } })
}

export type ListedPaths = { text: string; who: string; at: string }

/** The list as it was pasted or read from a file; null before there is one. */
export async function findListedPaths(): Promise<ListedPaths | null> {
  return (await findFact<ListedPaths>('listed_paths'))?.data ?? null
}

export function saveListedPaths(listed: ListedPaths): Promise<void> {
  return saveFact('listed_paths', listed)
}
