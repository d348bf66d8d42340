// The tabs of the binding table: production first, jobs without an environment last.
import { expect, it } from 'vitest'
import { bindingsAddress, environmentsOf } from './bindings-address'

it('puts production first and jobs without an environment last, with their counts', () => {
  const rows = [
    { environment: null, production: false },
    { environment: 'dev', production: false },
    { environment: 'prod-eu', production: true },
    { environment: 'dev', production: false },
  ]
  expect(environmentsOf(rows)).toEqual([
    { environment: 'prod-eu', production: true, count: 1 },
    { environment: 'dev', production: false, count: 2 },
    { environment: '', production: false, count: 1 },
  ])
})

it('tells jobs without an environment from no choice at all', () => {
  expect(bindingsAddress({ environment: '' })).toBe('/bindings?environment=')
  expect(bindingsAddress({})).toBe('/bindings')
})
