import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replacements } from './replacements'
import { emptyRules, type RulesFile } from './rules-file'
import { rulesFromYaml, rulesToYaml } from './rules-yaml'

describe('the mapping file as YAML', () => {
  it('comes back as it was', () => {
    expect(rulesFromYaml(rulesToYaml(emptyRules))).toEqual({ rules: emptyRules })
  })

  it('is written without the keys that came later while they are empty, and read without them', () => {
    const text = rulesToYaml(emptyRules)
    expect(text).not.toMatch(/fates|sources/)
    expect(rulesFromYaml('version: 1\nexcluded: []\n')).toEqual({ rules: emptyRules })
  })

  it('keeps every fate and source', () => {
    const own = {
      level: fc.constantFrom('instance' as const, 'group' as const, 'project' as const, 'schedule' as const),
      owner: fc.option(fc.string()),
      key: fc.string(),
      scope: fc.string(),
      reason: fc.string({ minLength: 1 }),
    }
    const fates: fc.Arbitrary<RulesFile['fates']> = fc.array(
      fc.oneof(
        fc.record({ ...own, fate: fc.constant('retire' as const) }),
        fc.record({ ...own, fate: fc.constant('replace' as const), with: fc.constantFrom(...replacements) }),
      ),
    )
    const some = fc.string({ minLength: 1 })
    const read = {
      kind: fc.constant('vault-path' as const),
      project: some,
      job: some,
      vault: some,
      mount: some,
      path: some,
    }
    const envFile = fc.record({
      kind: fc.constant('env-file' as const),
      project: fc.string({ minLength: 1 }),
      file: fc.string({ minLength: 1 }),
      scope: fc.string({ minLength: 1 }),
      keys: fc.array(
        fc.record({
          key: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]*$/),
          line: fc.integer({ min: 1, max: 9999 }),
          shape: fc.subarray(['empty' as const, 'multiline' as const, 'expands' as const]),
        }),
      ),
    })
    const sources: fc.Arbitrary<RulesFile['sources']> = fc.array(fc.oneof(envFile, fc.record(read)))
    fc.assert(
      fc.property(fates, sources, (decided, others) => {
        const rules = { ...emptyRules, fates: decided, sources: others }
        expect(rulesFromYaml(rulesToYaml(rules))).toEqual({ rules })
      }),
    )
  })

  it('refuses a text that is too large or too deep before it parses it', () => {
    const problems = (text: string) => {
      const answer = rulesFromYaml(text)
      return 'problems' in answer ? answer.problems : []
    }
    expect(problems(`version: 1\nrules:\n${'- '.repeat(20_000)}`)).toEqual(['Line 3: nested deeper than 50 lists.'])
    expect(problems('x'.repeat(2_000_000))[0]).toContain('1,900,000 are read')
    expect(problems(`version: 1\nx: [${'*a, '.repeat(200)}]`)).toEqual(['Line 2: more than 100 aliases.'])
  })

  it('names the line of each mistake, at most fifty', () => {
    const answer = rulesFromYaml(`version: 1\n${'a: b: c\n'.repeat(500)}`)
    const problems = 'problems' in answer ? answer.problems : []
    expect([problems.length, problems[0]]).toEqual([50, expect.stringMatching(/^Line 2: not valid YAML/)])
  })

  it('refuses a replacement that names nothing to take the place', () => {
    const fate = '{level: project, owner: a/b, key: K, scope: "*", fate: replace, reason: r}'
    const answer = rulesFromYaml(`version: 1\nfates:\n  - ${fate}\n`)
    expect('problems' in answer ? answer.problems.join(' ') : '').toContain('fates.0.with')
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
