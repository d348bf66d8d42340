import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecidedBy } from '@/lib/core/mapping/plan'
import { questionRow } from './questionnaire'
import { judgeAnswers } from './questionnaire-answers'
import { readQuestionnaire } from './questionnaire-cells'
import { applyAnswers, ownerChanges } from './questionnaire-edit'
import { answeredFile, exampleQuestions, exampleRows, exampleRules, exampleVariable } from './questionnaire-example'

function judge(changes: Parameters<typeof answeredFile>[0], rules = exampleRules) {
  const rows = exampleQuestions()
  const file = readQuestionnaire(answeredFile(changes))
  const judged = judgeAnswers(file.lines, rows, rules)
  return {
    ...judged,
    problems: [...file.problems, ...judged.problems],
    rules: applyAnswers(rules, judged.answered, rows),
  }
}

describe('the questions as a file', () => {
  it('change nothing when nobody answered, whatever the names and decisions are', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', '/', '"', ',', ';', "'", '=', '-', ' ', '\n'),
      maxLength: 6,
    })
    const decided: fc.Arbitrary<DecidedBy> = fc.constantFrom(...exampleRows.map(([, by]) => by))
    const row = fc.record({
      key: text,
      owner: fc.option(text.filter((path) => path !== '')),
      decided,
      target: fc.option(fc.record({ vault: text, mount: text, path: text, field: text })),
      owners: fc.option(fc.array(text)),
    })
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom(',', ';', '\t'), (some, separator) => {
        const made = some.map((one) => {
          const level = one.owner === null ? 'instance' : 'project'
          const given = exampleVariable(one.key, { owner: one.owner, level, target: one.target })
          return questionRow(given, one.decided, one.owners)
        })
        const rows = new Map(made.map((one) => [one.id, one]))
        const { lines, problems } = readQuestionnaire(answeredFile({}, rows, separator))
        expect(problems).toEqual([])
        expect(lines.map(({ id }) => id)).toEqual([...rows.keys()])
        const judged = judgeAnswers(lines, rows, exampleRules)
        expect(judged).toEqual({ answered: [], problems: [], unchanged: rows.size })
      }),
    )
  })

  it('exclude what is no secret, with the comment as the reason', () => {
    const { rules, problems, answered } = judge({ OPEN: { 'secret?': 'No', comment: 'only a host name' } })
    expect(problems).toEqual([])
    expect(rules.excluded).toEqual([
      { level: 'project', owner: 'shop/web', key: 'OPEN', scope: '*', reason: 'only a host name', until: null },
    ])
    expect(answered[0]?.comment).toBeNull()
  })

  it('retire what is no longer used, and take that back with a yes', () => {
    const { rules } = judge({ OPEN: { 'still_used?': 'no' } })
    expect(rules.fates).toMatchObject([{ key: 'OPEN', fate: 'retire', reason: expect.stringMatching(/CSV/) }])
    const fate = {
      level: 'project',
      owner: 'shop/web',
      key: 'OLD',
      scope: '*',
      fate: 'retire',
      reason: 'nobody',
    } as const
    const back = judge({ OLD: { 'still_used?': 'yes' } }, { ...exampleRules, fates: [fate] })
    expect(back.rules.fates).toEqual([])
  })

  it('take only the cells of a target that differ as a choice, and keep what the choice says already', () => {
    const choice = { level: 'project', owner: 'shop/web', key: 'TOKEN', scope: '*', target: { path: 'x' } } as const
    const rules = { ...exampleRules, choices: [{ ...choice, star: { answer: 'shared' as const, name: 'Ada' } }] }
    expect(judge({ TOKEN: { target_field: 'token' } }, rules).rules.choices).toEqual([
      { ...choice, target: { path: 'x', field: 'token' }, star: { answer: 'shared', name: 'Ada' } },
    ])
  })

  it('keep answers that no decision holds as a comment', () => {
    const { answered, rules } = judge({ OPEN: { 'secret?': 'yes', 'still_used?': 'yes', comment: 'ask Mira' } })
    expect(rules).toEqual(exampleRules)
    expect(answered[0]?.comment).toBe('ask Mira\nAnswered in a CSV file: secret? yes, still_used? yes.')
  })

  it('name owners by project, and refuse two answers for one', () => {
    const rows = exampleQuestions()
    const { answered, problems } = judge({ OPEN: { owner: '@ada, team-web' }, TOKEN: { owner: 'mira' } })
    expect(problems).toEqual([])
    expect(ownerChanges(answered, rows)).toEqual({
      changes: [{ path: 'shop/web', from: '', to: ['ada', 'team-web'], lines: [2] }],
      problems: [{ line: 4, column: 'owner', message: expect.stringContaining('Line 2 names ada, team-web') }],
    })
  })

  it('decide the same again when the same file comes twice', () => {
    const first = judge({ URL: { 'secret?': 'no' }, OLD: { 'still_used?': 'no' }, TOKEN: { 'secret?': 'yes' } })
    expect(first.answered).toEqual([])
  })
})

describe('what does not fit', () => {
  it.each<[string, Record<string, string>, number, string, RegExp]>([
    ['OPEN', { 'secret?': 'maybe' }, 2, 'secret?', /yes or no/],
    ['OPEN', { 'still_used?': 'nein' }, 2, 'still_used?', /yes or no/],
    ['OPEN', { key: 'NEVER' }, 2, 'key', /no such row/],
    ['OPEN', { target_path: '/a/b' }, 2, 'target_path', /slash/],
    ['OPEN', { target_path: 'a/{nonsense}' }, 2, 'target_path', /\{nonsense\} means nothing/],
    ['OPEN', { target_path: 'data/a' }, 2, 'target_path', /KV v2 adds/],
    ['OPEN', { target_vault: 'other' }, 2, 'target_vault', /No Vault is called other \(main\)/],
    ['OPEN', { target_mount: 'kv' }, 2, 'target_mount', /No mount is called kv/],
    ['OPEN', { target_field: 'a$b' }, 2, 'target_field', /\$/],
    ['OTHER', { target_path: 'a', 'secret?': 'no' }, 3, 'target_path', /secret\? is no/],
    ['OLD', { target_path: 'a' }, 6, 'target_path', /still_used\? is no/],
    ['OPEN', { 'secret?': 'no', mark: 'mk-1-2' }, 2, 'secret?', /changed since the export/],
    ['OPEN', { 'secret?': 'no', mark: ' ' }, 2, 'mark', /missing/],
    ['OPEN', { owner: ' , ' }, 2, 'owner', /No name/],
    ['ROOT', { owner: 'ada' }, 7, 'owner', /no project/],
    ['LOST', { 'secret?': 'no' }, 8, 'secret?', /no longer saw/],
    ['OPEN', { comment: 'x'.repeat(2001) }, 2, 'comment', /2001 characters/],
  ])('%s %j is refused at line %d, column %s', (key, change, line, column, message) => {
    const { problems, answered } = judge({ [key]: change, TOKEN: { 'still_used?': 'no' } })
    expect(problems).toEqual([{ line, column, message: expect.stringMatching(message) }])
    // The other line still counts.
    expect(answered.map((one) => one.line)).toEqual([4])
  })

  it.each([
    ['a missing column', (csv: string) => csv.replace('secret?', 'secret'), 1, 'secret?'],
    ['a column twice', (csv: string) => csv.replace('uses', 'key'), 1, 'key'],
    ['a line that is cut', (csv: string) => csv.replace(/,mk-[^,]*$/m, ''), 2, 'comment'],
    ['a row twice', (csv: string) => csv.replace('OTHER', 'OPEN').replace('shop/api', 'shop/web'), 3, 'key'],
    ['no rows at all', () => '', 1, '1'],
  ])('%s refuses the file', (_, damage, line, column) => {
    const { problems } = readQuestionnaire(damage(answeredFile({})))
    expect(problems).toContainEqual(expect.objectContaining({ line, column }))
  })
})
