// Items in groups, in the order in which they came.

/** Takes items and what to group them by; gives each group under its key. Node 20 has no `Map.groupBy` yet. */
export function groupBy<T, K>(items: Iterable<T>, by: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = by(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
