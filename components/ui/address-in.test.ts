// Tests of finding an address in a sentence.
import { describe, expect, test } from 'vitest'
import { addressIn } from './address-in'

describe('the address in a sentence', () => {
  test('is found at the end, without the full stop', () => {
    const address = 'https://gitlab.example.com/shop/api/-/merge_requests/7'
    expect(addressIn(`Superseded by ${address}`)).toEqual({ before: 'Superseded by ', address, after: '' })
    expect(addressIn(`Superseded by ${address}.`)?.after).toBe('.')
  })

  test('is none where there is none, and never a script', () => {
    for (const text of ['The branch is protected', 'javascript:alert(1)', 'http:// nothing', '']) {
      expect(addressIn(text)).toBeNull()
    }
  })
})
