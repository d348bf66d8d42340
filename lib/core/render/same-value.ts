// Whether two plain values are the same.

/** Takes two values of scalars, lists, maps and objects (an object counts as a map with string keys); order of keys is free. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right) || left === right) return true
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, at) => sameValue(item, right[at]))
  }
  if (left instanceof Date) return right instanceof Date && left.getTime() === right.getTime()
  if (left instanceof Uint8Array) return right instanceof Uint8Array && sameValue([...left], [...right])
  const leftMap = asMap(left)
  const rightMap = asMap(right)
  if (!leftMap || !rightMap || leftMap.size !== rightMap.size) return false
  return [...leftMap].every(([key, value]) => {
    if (typeof key !== 'object' || key === null) return rightMap.has(key) && sameValue(value, rightMap.get(key))
    return [...rightMap].some(([other, its]) => sameValue(key, other) && sameValue(value, its))
  })
}

function asMap(value: unknown): ReadonlyMap<unknown, unknown> | null {
  if (value instanceof Map) return value
  if (value instanceof Set) return new Map([...value].map((item) => [item, true]))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return new Map(Object.entries(value))
}
