// Tests of the address of the Load page, and of its numbers.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualAssumptions } from '@/lib/core/render/vault-load-assumptions'
import { loadAddress, loadColumns, readLoadAddress } from './load-address'
import { loadNumber } from './load-number'

const read = (address: string) =>
  readLoadAddress(Object.fromEntries(new URL(address, 'https://cutover.example.com').searchParams))

describe('the address', () => {
  test('without anything is the usual assumptions, and is written without anything', () => {
    expect(read('/load').assumptions).toEqual(usualAssumptions)
    expect(loadAddress(read('/load'))).toBe('/load')
  })

  test('holds whatever was chosen', () => {
    fc.assert(
      fc.property(
        fc.record({
          production: fc.nat(1000),
          protectedPercent: fc.nat(100),
          branch: fc.integer({ min: 1, max: 50 }),
          column: fc.constantFrom(...loadColumns),
          descending: fc.boolean(),
          useHistory: fc.boolean(),
          page: fc.integer({ min: 1, max: 20 }),
        }),
        ({ production, protectedPercent, branch, column, descending, useHistory, page }) => {
          const pipelines = { ...usualAssumptions.pipelines, production }
          const assumptions = { ...usualAssumptions, pipelines, protectedPercent, pipelinesPerBranch: branch }
          const view = { assumptions, useHistory, sort: { column, descending }, page }
          expect(read(loadAddress(view))).toEqual(view)
        },
      ),
    )
  })

  test('with what is no number, or too large a one, is still a page', () => {
    const { assumptions, page } = read('/load?production=many&plain=-3&protected=900&branch=0&page=x&people=1e999')
    expect(assumptions.pipelines).toEqual(usualAssumptions.pipelines)
    expect([assumptions.protectedPercent, assumptions.pipelinesPerBranch, assumptions.people, page]).toEqual([
      100, 1, 5, 1,
    ])
  })
})

test('numbers are whole from ten on, have one decimal below, and are never a rounded zero', () => {
  expect([0, 0.01, 0.26, 3, 9.96, 1234.5].map(loadNumber)).toEqual(['0', '< 0.1', '0.3', '3', '10', '1,235'])
})
