// What a run found, in lines: the seed, the smallest case and both answers of each disagreement.
import type { Disagreement } from './compare'
import type { ConformanceCase } from './conformance-case'
import { exactStringify } from './exact-stringify'

/** One text for each finding, which `cutover explain --batch` takes its first JSON line of. */
export function findingTexts(
  seed: number,
  findings: readonly { given: ConformanceCase; disagreements: readonly Disagreement[] }[],
): string[] {
  return findings.map(({ given, disagreements }) => {
    const lines = disagreements.map(
      ({ what, engine, server }) => `  ${what}: engine ${JSON.stringify(engine)}, server ${JSON.stringify(server)}`,
    )
    return [`seed ${seed}, pair ${given.id}:`, exactStringify(given), ...lines].join('\n')
  })
}

/** Names with their counts, by name; those that never occurred stand among them. */
export function countLines(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${String(count).padStart(8)}  ${name}`)
}
