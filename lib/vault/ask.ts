// An answer, or why there is none, where the rest can still be asked.
import type { Asked } from '@/lib/core/trust/vault-reading'
import { VaultError } from './vault-error'

/** A failure of this one question becomes `known: false`; one of the whole server or login is thrown on. */
export async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { known: true, value: await question() }
  } catch (error) {
    if (!(error instanceof VaultError) || error.ofTheServer) throw error
    return { known: false, why: error.code }
  }
}

/** Asks for each name, eight at a time. */
export async function askEach<T>(
  names: Iterable<string>,
  question: (name: string) => Promise<T>,
): Promise<Record<string, Asked<T>>> {
  const sorted = [...new Set(names)].sort()
  const found = new Map<string, Asked<T>>()
  const queue = sorted.values()
  const lane = async () => {
    for (const name of queue) {
      found.set(name, await ask(() => question(name)))
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  return Object.fromEntries(
    sorted.flatMap((name) => {
      const answer = found.get(name)
      return answer === undefined ? [] : [[name, answer]]
    }),
  )
}
