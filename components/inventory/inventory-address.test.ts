// A view of the inventory is in its address, and can be read back.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type InventoryView, inventoryAddress, readInventoryView, sortable, usualView } from './inventory-address'

const read = (address: string) =>
  readInventoryView(Object.fromEntries(new URL(address, 'http://localhost').searchParams))

it('leaves the address bare for the usual view', () => {
  expect(inventoryAddress(usualView)).toBe('/inventory')
})

it('restores every view', () => {
  const view: fc.Arbitrary<InventoryView> = fc.record({
    filter: fc.string({ maxLength: 60 }),
    sort: fc.constantFrom(...sortable),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
    page: fc.integer({ min: 1, max: 500 }),
    pageSize: fc.constantFrom(25, 50, 100, 200),
    columns: fc.option(fc.subarray(['key', 'owner', 'uses'], { minLength: 1 })),
    row: fc.option(fc.string({ minLength: 1 })),
  })
  fc.assert(
    fc.property(view, (one) => {
      expect(read(inventoryAddress(one))).toEqual(one)
    }),
  )
})

it('falls back to the usual for what it cannot read', () => {
  expect(read('/inventory?page=-3&size=9999&sort=value&direction=up')).toEqual(usualView)
})
