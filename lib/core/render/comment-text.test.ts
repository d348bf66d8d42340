// Tests of comments that hold foreign text, by the parsers of the files they stand in.
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { commentText } from './comment-text'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\n', '\r', '\u2028', '\u0085', '\0', 'a: b', '#') }),
)

test('whatever the text is, YAML sees a comment and nothing else', () => {
  fc.assert(
    fc.property(text, (foreign) => {
      expect(parse(`# ${commentText(foreign)}\nkey: value\n`)).toEqual({ key: 'value' })
    }),
    { numRuns: 10_000 },
  )
})

test('a shell runs nothing of it', () => {
  const foreign = ['\necho bad', '\r\necho bad', '\u2028echo bad', '`echo bad`', '$(echo bad)', '\\\necho bad']
  const script = foreign.map((one) => `# ${commentText(one)}`).join('\n')
  expect(execFileSync('sh', { input: `${script}\necho good\n`, encoding: 'utf8' })).toBe('good\n')
})
