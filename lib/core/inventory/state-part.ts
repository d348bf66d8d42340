// A filter, taken apart into what it asks of the state and the rest: chips count the rest by state.
import type { Filter } from './filter'

/** The filter without its `state:` qualifiers. */
export function withoutState(filter: Filter): Filter {
  return { ...filter, qualifiers: filter.qualifiers.filter(({ name }) => name !== 'state') }
}

/** Do the `state:` qualifiers of the filter let this state pass? */
export function passesState(filter: Filter, state: string): boolean {
  return filter.qualifiers
    .filter(({ name }) => name === 'state')
    .every(({ value, negated }) => value.split(',').includes(state) !== negated)
}

/** Does the filter find every row? */
export function findsAll(filter: Filter): boolean {
  return filter.text.length === 0 && filter.qualifiers.length === 0
}
