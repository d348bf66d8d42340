// The check after a splice: nothing but the planned entries may read otherwise.
import { isScalar } from 'yaml'
import { type CiFile, keyOf, readCiFile } from './ci-file'
import { type CiPlan, type Section, sections } from './ci-plan'
import { jobMap, jobPairs } from './job-graph'
import { existingEntries } from './job-section'
import { plainValue } from './map-lookup'
import { sameValue } from './same-value'

/**
 * Takes a file before, its text after, and the plan; tells whether the text after parses, every other key of the root and
 * of the planned jobs reads as before, and each planned section is exactly what held before and what the plan adds.
 */
export function keepsAllElse(before: CiFile, text: string, plan: CiPlan): boolean {
  const read = readCiFile(text)
  if ('refused' in read) return false
  const after = read.file
  if (after.documents !== before.documents || after.root.items.length !== before.root.items.length) return false
  const names = before.root.items.map(keyOf)
  if (!sameValue(names, after.root.items.map(keyOf))) return false
  const was = plainValue(before, before.root)
  const is = plainValue(after, after.root)
  if (!(was instanceof Map) || !(is instanceof Map)) return false
  const wanted = new Map(was)
  for (const name of Object.keys(plan.jobs)) {
    const key = jobPairs(before, name)[0]?.key
    const job: unknown = isScalar(key) ? was.get(key.value) : undefined
    if (isScalar(key) && job instanceof Map) wanted.set(key.value, expected(before, job, name, plan))
  }
  return sameValue(wanted, is)
}

function expected(file: CiFile, was: ReadonlyMap<unknown, unknown>, name: string, plan: CiPlan): Map<unknown, unknown> {
  const result = new Map(was)
  for (const section of sections) {
    const wanted = Object.entries(plan.jobs[name]?.[section] ?? {})
    if (wanted.length > 0) result.set(section, new Map([...heldBefore(file, name, section), ...wanted]))
  }
  return result
}

function heldBefore(file: CiFile, name: string, section: Section): [string, unknown][] {
  const map = jobMap(file, name)
  const existing = map && existingEntries(file, map, section)
  if (!existing || 'reason' in existing) return []
  return [...existing.ok.entries].map(([key, node]) => [key, plainValue(file, node)])
}
