// The kept pieces of a scan in memory: what reading alone costs, without a database.
import type { ScanItems } from '@/lib/db/scan-repository'

export function memoryItems(): ScanItems {
  const kept = new Map<string, Map<string, object>>()
  const ofKind = <T>(kind: string) => (kept.get(kind) ?? new Map()) as Map<string, T>
  return {
    find: async (kind) => new Map(ofKind(kind)),
    pick: async <T>(kind: string, keys: readonly string[]) => {
      const found = ofKind<T>(kind)
      return new Map(
        keys.flatMap((key): [string, T][] => {
          const item = found.get(key)
          return item === undefined ? [] : [[key, item]]
        }),
      )
    },
    keys: async (kind) => new Set(ofKind(kind).keys()),
    gaps: async () => [],
    takeOver: async () => {},
    save: async (kind, key, data) => {
      kept.set(kind, (kept.get(kind) ?? new Map()).set(key, data))
    },
  }
}
