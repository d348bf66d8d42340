// The smallest case that still shows a disagreement.
import type { Disagreement } from './compare'
import type { Body, ConformanceCase } from './conformance-case'

const most = 300

/** Takes parts away as long as the same kind of disagreement stays. */
export async function shrinkCase(
  given: ConformanceCase,
  judge: (tried: ConformanceCase) => Promise<Disagreement[]>,
): Promise<ConformanceCase> {
  const wanted = new Set((await judge(given)).map(({ what }) => what))
  let best = given
  let tries = 0
  for (let smaller = true; smaller && tries < most; ) {
    smaller = false
    for (const tried of smallerCases(best)) {
      if (tries++ >= most) break
      const found = await judge(tried)
      if (!found.some(({ what }) => wanted.has(what))) continue
      best = tried
      smaller = true
      break
    }
  }
  return best
}

function* smallerCases(given: ConformanceCase): Generator<ConformanceCase> {
  for (const part of ['policies', 'role', 'claims', 'config'] as const) {
    for (const name of Object.keys(given[part])) yield { ...given, [part]: without(given[part], name) }
  }
  for (const path of given.reads) yield { ...given, reads: given.reads.filter((other) => other !== path) }
  for (const [name, text] of Object.entries(given.policies)) {
    const lines = text.split('\n')
    if (lines.length > 1) {
      for (const at of lines.keys()) {
        yield { ...given, policies: { ...given.policies, [name]: lines.filter((_, line) => line !== at).join('\n') } }
      }
    }
  }
  for (const [name, value] of Object.entries(given.role)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
    for (const inner of Object.keys(value)) {
      yield { ...given, role: { ...given.role, [name]: without(value as Body, inner) } }
    }
  }
}

function without<T>(body: Record<string, T>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(body).filter(([other]) => other !== name))
}
