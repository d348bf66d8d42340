// A problem that the server names by path is found at its field.
import { expect, it } from 'vitest'
import { fieldErrors } from './field-errors'

it('finds a field by its path and says what it needs in plain words', () => {
  const errors = fieldErrors(['rules.vaults.0.address: Invalid URL', 'rules.mounts.2.vault: Invalid input'])
  expect(errors.get('vaults.0.address')).toContain('https://vault.example.com')
  expect(errors.get('mounts.2.vault')).toBe('Invalid input')
})

it('leaves out what is about no field', () => {
  expect([...fieldErrors(['Somebody changed this: reload'])]).toEqual([])
})
