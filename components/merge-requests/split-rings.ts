// The rest of a preview in rings of equal size, after the chosen first one.

/** `size` of null: all of the rest in one ring. Empty rings are left out. */
export function splitRings(first: readonly string[], rest: readonly string[], size: number | null): string[][] {
  const step = Math.max(1, size ?? rest.length)
  const later = Array.from({ length: Math.ceil(rest.length / step) }, (_, at) => rest.slice(at * step, (at + 1) * step))
  return [[...first], ...later].filter((ring) => ring.length > 0)
}
