import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyText, changeAddress, editOf, readBody, readValue, valueText, withEdit } from './role-body'

describe('a claim as one line', () => {
  it('reads back as the same value, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(readValue(valueText(value)))).toBe(JSON.stringify(value))
      }),
    )
  })

  it('shows a text as it is, and the text "true" in quotation marks, since true is another value', () => {
    expect(valueText('main')).toBe('main')
    expect(valueText('true')).toBe('"true"')
    expect(valueText(['push', 'web'])).toBe('["push","web"]')
    expect(readValue('true')).toBe(true)
    expect(readValue('[unfinished')).toBe('[unfinished')
  })
})

describe('the address of a change', () => {
  const original = { role_type: 'jwt', bound_claims: { ref: 'main' }, token_ttl: 300 }

  it('holds the keys that differ and gives the body back', () => {
    const body = { ...original, bound_claims: { ref: ['main', 'next'] } }
    const edit = editOf(original, body)
    expect(edit).toBe('{"bound_claims":{"ref":["main","next"]}}')
    expect(withEdit(original, edit)).toEqual(body)
    const address = changeAddress({ vault: 'main', role: 'a b', edit })
    expect(new URL(address, 'https://cutover.example.com').searchParams.get('edit')).toBe(edit)
  })

  it('holds nothing where nothing differs, a key is gone or it would be too long', () => {
    expect(editOf(original, original)).toBeNull()
    expect(editOf(original, { role_type: 'jwt' })).toBeNull()
    expect(editOf(original, { ...original, bound_claims: { ref: 'x'.repeat(5000) } })).toBeNull()
  })

  it('is without effect where it cannot be read', () => {
    expect(withEdit(original, '{')).toEqual(original)
    expect(withEdit(original, '[1]')).toEqual(original)
    expect(readBody(bodyText(original))).toEqual(original)
  })
})
