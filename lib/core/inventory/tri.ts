// Three-valued logic: what a file leaves open stays `maybe`.
import type { Tri } from './consumer'

/** Yes only where all are yes; no as soon as one is no. */
export function allOf(values: readonly Tri[]): Tri {
  if (values.includes('no')) return 'no'
  return values.includes('maybe') ? 'maybe' : 'yes'
}

/** Yes as soon as one is yes; no only where all are no. */
export function anyOf(values: readonly Tri[]): Tri {
  if (values.includes('yes')) return 'yes'
  return values.includes('maybe') ? 'maybe' : 'no'
}

/** Turns yes into no and back. */
export function not(value: Tri): Tri {
  if (value === 'maybe') return 'maybe'
  return value === 'yes' ? 'no' : 'yes'
}

export function triOf(value: boolean): Tri {
  return value ? 'yes' : 'no'
}
