// The chips change only the state of a filter.
import { expect, it } from 'vitest'
import { stateOfFilter, withState } from './filter-text'

it('replaces the state and leaves the rest as written', () => {
  expect(withState('group:payments state:open  *_TOKEN', 'blocked')).toBe('state:blocked group:payments *_TOKEN')
  expect(withState('state:open', null)).toBe('')
})

it('does not take a negated or longer qualifier for the state', () => {
  expect(stateOfFilter('-state:open')).toBeNull()
  expect(withState('-state:open upstate:x', 'mapped')).toBe('state:mapped -state:open upstate:x')
})

it('knows no single state where a filter names two', () => {
  expect(stateOfFilter('state:open state:gone')).toBeNull()
  expect(stateOfFilter('key:A state:gone')).toBe('gone')
})
