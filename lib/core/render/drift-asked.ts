// One answer of a reading, by name.
import type { Asked } from '@/lib/core/trust/vault-reading'

/** What was read of one thing; unread where the list itself could not be read, or the reading is older than the plan. */
export function askedOf<T>(
  of: Record<string, Asked<T | null>>,
  name: string,
  list: Asked<unknown>,
): Asked<T | null> | { known: false; why: 'not_read_yet' } {
  const found = Object.hasOwn(of, name) ? of[name] : undefined
  if (found !== undefined) return found
  return list.known ? { known: false, why: 'not_read_yet' } : list
}
