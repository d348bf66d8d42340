// The number on the tab of existing roles.
import { expect, it } from 'vitest'
import { existingCount } from './existing-count'

it('is unknown while no vault answers', () => {
  expect(existingCount([{ why: 'sealed' }, { why: 'not_connected' }], 0)).toEqual({ name: 'Existing roles: unknown' })
})

it('is a number as soon as one answers, also where it is 0', () => {
  expect(existingCount([{ why: 'sealed' }, { why: null }], 0)).toEqual({ name: 'Existing roles', count: 0 })
  expect(existingCount([{ why: null }], 3)).toEqual({ name: 'Existing roles', count: 3 })
})
