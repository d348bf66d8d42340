// Tests of names as file names.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileName } from './file-name'

test.each([
  ['p22-production', 'p22-production'],
  ['gitlab/jwt', 'gitlab%2Fjwt'],
  ['..', '%2E.'],
  ['-rf', '%2Drf'],
  ['', '%'],
])('%j becomes %j', (name, file) => {
  expect(fileName(name)).toBe(file)
})

test('any name is one visible part of a path, and it can be told from every other', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter((name) => name !== '' && name.isWellFormed()),
      (name) => {
        expect(fileName(name)).toMatch(/^[A-Za-z0-9_%][A-Za-z0-9_.%-]*$/)
        expect(decodeURIComponent(fileName(name))).toBe(name)
      },
    ),
    { numRuns: 10_000 },
  )
})
