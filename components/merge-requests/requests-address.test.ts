import { expect, it } from 'vitest'
import { readRequestsAddress, requestsAddress } from './requests-address'

it('reads back what it wrote', () => {
  for (const who of ['all', 'platform', 'vault', 'owner', 'cutover', 'nobody'] as const) {
    for (const page of [1, 7]) {
      const query = new URLSearchParams(requestsAddress({ who, page }).split('?')[1] ?? '')
      expect(readRequestsAddress(Object.fromEntries(query))).toEqual({ who, page })
    }
  }
})

it('takes the first page of all for what makes no sense', () => {
  for (const odd of [{ who: 'me', page: '-1' }, { who: ['owner', 'vault'], page: 'x' }, {}]) {
    expect(readRequestsAddress(odd)).toEqual({ who: 'all', page: 1 })
  }
})
