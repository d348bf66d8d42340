import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdownCode, markdownText } from './markdown-text'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'\\`*{}[]<>()#+-.!|~^=@&$%:"_/ \n\tw1aé'.split('')) }),
)

const shown = (text: string) =>
  text
    .replace(/\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu, '\ufffd')

/** What is left of a text for Markdown to act on: escaped characters become a letter. */
const active = (markdown: string) => markdown.replaceAll('&#32;', 'x').replace(/\\[!-/:-@[-`{-~]/g, 'x')

const plainAgain = (markdown: string) =>
  markdown.replace(/&#32;|\\([!-/:-@[-`{-~])/g, (_, char: string | undefined) => char ?? ' ')

describe('markdownText', () => {
  it.each([
    ['DB_PASSWORD', 'DB_PASSWORD'],
    ['_emphasis_', '\\_emphasis\\_'],
    ['a | b', 'a \\| b'],
    ['two\r\nlines', 'two lines'],
    ['/close', '\\/close'],
    ['  /close', '&#32;&#32;\\/close'],
    ['@root #1 !2 &3 ~bug %4 $5', '\\@root \\#1 \\!2 \\&3 \\~bug \\%4 \\$5'],
    ['<img src=x>', '\\<img src\\=x\\>'],
    ['[a](http://x)', '\\[a\\](http\\://x)'],
    ['www.example.com', 'www\\.example.com'],
    ['1. one', '1\\. one'],
    ['- item', '\\- item'],
    ['a\u202eb\0', 'a\ufffdb\ufffd'],
  ])('writes %j as %j', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown)
  })

  it('keeps the text and leaves Markdown and GitLab nothing to act on', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = markdownText(text)
        expect(plainAgain(markdown)).toBe(shown(text))
        const rest = active(markdown)
        expect(rest).not.toMatch(/[\\`*{}[\]<>#+!|~^=@&$%:"\n\r]/)
        expect(rest).not.toMatch(/^\s*[-/]|^\s*\d+[.)]|\bwww\.|^\s|\s$/)
        expect(rest).not.toMatch(/(?<![A-Za-z0-9_])_|_(?![A-Za-z0-9_])/)
      }),
      { numRuns: 10_000 },
    )
  })
})

/** A code span as GFM §6.3 reads it, or null where the whole text is not one span. */
function readSpan(markdown: string): string | null {
  const fence = /^`+/.exec(markdown)?.[0] ?? ''
  const inner = markdown.slice(fence.length, -fence.length)
  const closes = (inner.match(/`+/g) ?? []).some((run) => run.length === fence.length)
  if (fence === '' || !markdown.endsWith(fence) || closes || inner.endsWith('`')) return null
  return /^ .* $/.test(inner) && inner.trim() !== '' ? inner.slice(1, -1) : inner
}

describe('markdownCode', () => {
  it.each([
    ['kv/data/app', '`kv/data/app`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    [' a ', '`  a  `'],
    ['a|b', 'a\\|b'],
    ['', ''],
  ])('writes %j as %j', (text, markdown) => {
    expect(markdownCode(text)).toBe(markdown)
  })

  it('is one code span that holds the text, or plain text where a table would cut it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = shown(text)
        const markdown = markdownCode(text)
        if (line.includes('|') || line.trim() === '') expect(markdown).toBe(markdownText(text))
        else expect(readSpan(markdown)).toBe(line)
      }),
      { numRuns: 10_000 },
    )
  })
})
