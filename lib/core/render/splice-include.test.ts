import { describe, expect, it } from 'vitest'
import { removeInclude, spliceInclude } from './splice-include'

const entry = { path: '/.gitlab/cutover.yml' }
const item = (pad: string) =>
  `${pad}- local: /.gitlab/cutover.yml\n${pad}  rules:\n${pad}    - if: '$CUTOVER_OFF != "1"'\n`

function spliced(text: string): string {
  const answer = spliceInclude(text, entry)
  if ('refused' in answer) throw new Error(JSON.stringify(answer.refused))
  expect(removeInclude(answer.text)).toEqual({ text })
  expect(spliceInclude(answer.text, entry)).toEqual(answer)
  return answer.text
}

describe('spliceInclude', () => {
  it('adds the entry after the last one, at its column', () => {
    expect(spliced('include:\n- local: a.yml # mine\n\n# jobs\na: {}\n')).toBe(
      `include:\n- local: a.yml # mine\n# cutover:begin\n${item('')}# cutover:end\n\n# jobs\na: {}\n`,
    )
    expect(spliced('include:\n  - project: g/p\n    file:\n      - a\n      - b\na: {}\n')).toBe(
      `include:\n  - project: g/p\n    file:\n      - a\n      - b\n  # cutover:begin\n${item('  ')}  # cutover:end\na: {}\n`,
    )
  })

  it('adds an include before the first key, below what stands at the top', () => {
    const block = `# cutover:begin\ninclude:\n${item('  ')}# cutover:end\n`
    expect(spliced('# licence\na: {}\n')).toBe(`# licence\n${block}a: {}\n`)
    expect(spliced('# licence\n\n# job\na: {}\n')).toBe(`# licence\n\n${block}# job\na: {}\n`)
    expect(spliced('spec:\n  inputs:\n---\na: {}\n')).toBe(`spec:\n  inputs:\n---\n${block}a: {}\n`)
    expect(spliced('\ufeffa: {}')).toBe(`\ufeff${block}a: {}`)
  })

  it('keeps Windows line ends and a missing last newline', () => {
    const own = `  # cutover:begin\n${item('  ')}  # cutover:end`.replaceAll('\n', '\r\n')
    expect(spliced('a: {}\r\ninclude:\r\n  - b.yml')).toBe(`a: {}\r\ninclude:\r\n  - b.yml\r\n${own}`)
  })

  it('leaves the same entry alone when a person wrote it', () => {
    const text = `include:\n${item('  ')}`
    expect(spliced(text)).toBe(text)
  })

  it.each([
    ['a single name', 'include: a.yml\n', 'include_form'],
    ['a single entry', 'include:\n  local: a.yml\n', 'include_form'],
    ['a flow list', 'include: [a.yml]\n', 'include_form'],
    ['an alias', '.i: &i [a.yml]\ninclude: *i\n', 'include_form'],
    ['no entry', 'include:\n', 'include_form'],
    ['a root in flow style', '{a: {script: x}}\n', 'include_form'],
    ['the file without the rule', 'include:\n  - local: .gitlab/cutover.yml\n', 'already_defined'],
    ['a pattern that takes the file in', 'include:\n  - local: /.gitlab/*.yml\n', 'already_defined'],
    ['two lists', 'include:\n  - a.yml\ninclude:\n  - b.yml\n', 'duplicate_key'],
    ['a text that is no YAML', 'include: [\n', 'invalid_yaml'],
  ])('refuses %s', (_, text, reason) => {
    expect(spliceInclude(text, entry)).toMatchObject({ refused: [{ job: null, reason }] })
  })
})
