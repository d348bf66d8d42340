import { describe, expect, it } from 'vitest'
import { emptyRules } from './rules-file'
import { rulesFromYaml, rulesToYaml } from './rules-yaml'

describe('the mapping file as YAML', () => {
  it('comes back as it was', () => {
    expect(rulesFromYaml(rulesToYaml(emptyRules))).toEqual({ rules: emptyRules })
  })

  it.each([
    ['version: [', 'not valid YAML'],
    ['version: 2', 'version'],
    ['version: 1\nrules: *nothing', 'aliases'],
    [
      'a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c]',
      'aliases',
    ],
    ['', 'file'],
  ])('refuses %j with the reason', (text, reason) => {
    const answer = rulesFromYaml(text)
    expect('problems' in answer ? answer.problems.join(' ') : '').toContain(reason)
  })
})
