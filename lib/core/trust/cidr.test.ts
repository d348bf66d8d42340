import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cidr, holdsAddress, parseCidr, storedCidrError } from './cidr'

const blocks = (...texts: string[]): Cidr[] => texts.flatMap((text) => parseCidr(text) ?? [])

describe('holdsAddress', () => {
  it.each([
    ['127.0.0.0/8', '127.0.0.1', true],
    ['10.0.0.0/8', '127.0.0.1', false],
    ['127.0.0.1:80', '127.0.0.1', true],
    ['127.0.0.1/ff000000', '127.0.0.1', true],
    ['::ffff:127.0.0.0/104', '127.0.0.1', true],
    ['::ffff:10.1.2.3', '10.1.2.3', true],
    ['2001:db8::/32', '2001:db8:1::5', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['[::1]:80', '::1', true],
    ['::/0', '127.0.0.1', false],
    ['/run/sock', '127.0.0.1', false],
  ])('%s holds %s: %s', (block, address, holds) => {
    expect(holdsAddress(blocks(block), address)).toBe(holds)
  })

  it('holds every address where nothing is bound', () => {
    expect(holdsAddress([], 'whatever')).toBe(true)
  })

  it('finds each IPv4 address in every block around it', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) => {
        expect(holdsAddress(blocks(`${address}/${bits}`), address)).toBe(true)
      }),
    )
  })
})

describe('parseCidr', () => {
  it.each([
    '',
    'x',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.256',
    '::1::',
    '1:2:3',
    'fe80::1%eth0',
    '.',
  ])('refuses %j', (text) => {
    expect(parseCidr(text)).toBeNull()
  })

  it('takes whatever has a slash for the path of a socket, which a login cannot read back without one', () => {
    expect(storedCidrError(blocks('1.2.3.4/33', 'a/b'))).toBeNull()
    expect(storedCidrError(blocks('.x'))).toBe(
      'Unable to convert "\\".x\\"" to an IPv4 or IPv6 address, or a UNIX Socket',
    )
  })
})
