import { parse } from '@cdktf/hcl2json'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hclString } from './hcl-string'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('$', '{', '}', '%', '"', '\\', '\n', '\r', '\t', 'u', 'é', '~', '\0', '<', 'E') }),
)

/** The converter writes Terraform's JSON syntax, where a literal template opener is doubled. */
async function readBack(texts: string[]): Promise<unknown[]> {
  const source = `a = [\n${texts.map((text) => `  ${hclString(text)},\n`).join('')}]\n`
  const { a } = await parse('policy.hcl', source)
  if (!Array.isArray(a)) throw new Error('no list came back')
  return a.map((item) => String(item).replaceAll('$${', '${').replaceAll('%%{', '%{'))
}

describe('hclString', () => {
  it('escapes quotes, backslashes, newlines and control characters', () => {
    expect(hclString('a"b\\c\nd\r\te\0\u202e')).toBe('"a\\"b\\\\c\\nd\\r\\te\\u0000\\u202e"')
  })

  it('breaks template openers in a way that both HCL versions read as literal', () => {
    expect(hclString('$' + '{a} %{b} $$' + '{c}')).toBe('"\\u0024{a} \\u0025{b} $\\u0024{c}"')
  })

  it('leaves a Vault path readable', () => {
    expect(hclString('kv/data/grün/+/db-*')).toBe('"kv/data/grün/+/db-*"')
  })

  it('is read back by an HCL parser as the same string, in form NFC', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 100, maxLength: 100 }), async (texts) => {
        expect(await readBack(texts)).toEqual(texts.map((text) => text.normalize('NFC')))
      }),
      { numRuns: 100 },
    )
  })
})
