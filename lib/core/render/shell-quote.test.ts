import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shellQuote } from './shell-quote'

const hostile = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', '\r', ' ', '!', '*', '~', ';', '&', '-', '(', 'é'),
    }),
  )
  .map((text) => text.replaceAll('\0', ''))

/** What `sh` itself sees: each word ends with NUL, which no word holds. */
function readBack(texts: string[]): string[] {
  const script = texts.map((text) => `printf '%s\\0' ${shellQuote(text)}\n`).join('')
  const answer = execFileSync('sh', ['-s'], { input: script, maxBuffer: 1e8 }).toString('utf8')
  return answer.split('\0').slice(0, -1)
}

describe('shellQuote', () => {
  it('puts a text into single quotes and steps out of them for a single quote', () => {
    expect(shellQuote("it's $HOME")).toBe("'it'\\''s $HOME'")
  })

  it('gives an empty word for an empty text', () => {
    expect(shellQuote('')).toBe("''")
  })

  it('refuses a NUL character', () => {
    expect(() => shellQuote('a\0b')).toThrow(RangeError)
  })

  it('is read back by sh as the same string', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 200, maxLength: 200 }), (texts) => {
        expect(readBack(texts)).toEqual(texts)
      }),
      { numRuns: 50 },
    )
  })
})
