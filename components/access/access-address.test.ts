import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { triggers } from '@/lib/core/trust/claims-of'
import { accessAddress, artefactAddress, readAccessAddress, whoAddress } from './access-address'
import { claimText } from './claim-text'

const parametersOf = (address: string) =>
  Object.fromEntries(new URL(address, 'https://cutover.example.com').searchParams)
const text = fc.string({ minLength: 1 }).filter((one) => one.trim() === one)

describe('the address of an explanation', () => {
  it('says everything, so that reading it gives the same view', () => {
    const view = fc.record({
      project: text,
      trigger: fc.constantFrom(...triggers),
      ref: fc.option(text),
      environment: fc.option(text),
    })
    fc.assert(
      fc.property(view, (given) => {
        expect(readAccessAddress(parametersOf(accessAddress(given)))).toEqual(given)
      }),
    )
  })

  it('tells a job without an environment from a question without one', () => {
    expect(readAccessAddress({ environment: '' }).environment).toBeNull()
    expect(readAccessAddress({}).environment).toBeUndefined()
  })

  it('is about a merge request where the trigger is unknown', () => {
    expect(readAccessAddress({ trigger: 'nightly', ref: ['a', 'b'] })).toMatchObject({
      trigger: 'merge-request',
      ref: null,
    })
  })
})

describe('other addresses', () => {
  it('name the file of an artefact, and its line where one decides', () => {
    expect(artefactAddress({ file: 'roles/a b.json', line: 9 })).toBe('/artefacts?file=roles%2Fa+b.json&line=9')
    expect(artefactAddress({ file: 'roles/a.json', line: null })).toBe('/artefacts?file=roles%2Fa.json')
  })

  it('hold any text that is asked for', () => {
    fc.assert(
      fc.property(fc.string(), (what) => {
        expect(parametersOf(whoAddress(what)).what).toBe(what)
      }),
    )
  })
})

describe('claimText', () => {
  it('shows that a text is none other than itself', () => {
    expect(claimText('true')).toBe('"true"')
    expect(claimText(true)).toBe('true')
    expect(claimText(['a', 'b'])).toBe('"a" or "b"')
    expect(claimText(undefined)).toBe('absent')
  })
})
