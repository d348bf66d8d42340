// The mapping as it is saved: previews keep their word, changes have a history, undo goes back, nothing is lost on the way.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { rulesFromYaml, rulesToYaml } from '@/lib/core/mapping/rules-yaml'
import { closeDatabase, database } from '@/lib/db/database'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { loadRules } from './load-rules'
import { loadVariable } from './load-variable'
import { previewRules } from './preview-rules'
import { findFiltered } from './query-inventory'
import { refreshStaleRows } from './refresh-rows'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'
import { saveRules } from './save-rules'
import { undoRules } from './undo-rules'

let stored: TestDatabase
beforeAll(async () => {
  const demo = await startDemoGitlab()
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = demo.url
  process.env.GITLAB_TOKEN = demo.tokens.admin
  process.env.GITLAB_INCLUDE = 'payments'
  await runScan(await requestScan('test'))
  await demo.close()
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

const vaultSide = {
  version: 1 as const,
  vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
  mounts: [{ vault: 'main', path: 'ci', engine: 'kv-v2' as const }],
}

const ruleFor = (group: string, path = '{project_path}/{environment}/{protected}/{key}') => ({
  match: { level: 'project' as const, group },
  target: { path, field: 'value' },
  star: { answer: 'per_environment' as const },
})

const rulesOf = (change: object): RulesFile => rulesFileSchema.parse({ ...vaultSide, ...change })

async function save(rules: RulesFile, who = 'Ada') {
  return saveRules(rules, (await loadRules()).version, who)
}

async function decisions() {
  const { rows } = await findFiltered('')
  return new Map(
    rows.map((row) => [
      row.id,
      `${row.state} ${row.target ? `${row.target.mount}/${row.target.path}#${row.target.field}` : ''}`,
    ]),
  )
}

describe('a preview', () => {
  it.each([
    ['a rule', { rules: [ruleFor('payments/core')] }],
    ['another path', { rules: [ruleFor('payments/core', 'other/{project_path}/{environment}/{protected}/{key}')] }],
    [
      'an exclusion',
      {
        rules: [ruleFor('payments/core')],
        excluded: [
          {
            level: 'project',
            owner: 'payments/core/ledger',
            key: 'JAVA_OPTS',
            scope: '*',
            reason: 'plain',
            until: null,
          },
        ],
      },
    ],
    ['nothing any more', {}],
  ])('shows exactly the rows that saving %s then changes', async (_, change) => {
    const rules = rulesOf(change)
    const preview = await previewRules(rules)
    const before = await decisions()
    const { changed } = await save(rules)
    const after = await decisions()
    const moved = [...after].filter(([id, decision]) => before.get(id) !== decision).map(([id]) => id)
    expect(preview.changes.map((one) => one.id).sort()).toEqual(moved.sort())
    expect(moved.length).toBeGreaterThan(0)
    expect(changed).toBe(moved.length)
    expect((await previewRules(rules)).changes).toEqual([])
  })
})

describe('history and undo', () => {
  const id = JSON.stringify(['project', 'payments/core/ledger', 'LEDGER_SIGNING_KEY', 'production'])

  it('notes who changed what, when, from what to what', async () => {
    await save(rulesOf({}))
    await save(rulesOf({ rules: [ruleFor('payments/core')] }), 'Grace')
    const [latest, ...older] = (await loadVariable(id))?.history ?? []
    expect(latest).toMatchObject({
      who: 'Grace',
      what: 'changed the mapping',
      from: 'discovered',
      to: expect.stringMatching(
        /^mapped → main: ci\/payments\/core\/ledger\/production\/protected\/LEDGER_SIGNING_KEY#value$/,
      ),
    })
    expect(older.at(-1)).toMatchObject({ who: 'scan', from: null, to: 'discovered' })
    expect(Number.isNaN(Date.parse(latest?.at ?? ''))).toBe(false)
    expect((await loadRules()).history[0]).toMatchObject({ who: 'Grace' })
  })

  it('goes back one change at a time, and keeps what was undone', async () => {
    const [one, two, three] = [
      rulesOf({ rules: [ruleFor('payments/pci')] }),
      rulesOf({ rules: [ruleFor('payments')] }),
      rulesOf({}),
    ]
    for (const rules of [one, two, three]) await save(rules)
    const versions = await database().rulesVersion.count()
    await undoRules('Ada')
    expect((await loadRules()).rules).toEqual(two)
    await undoRules('Ada')
    expect((await loadRules()).rules).toEqual(one)
    const rows = await decisions()
    await save(three)
    await undoRules('Ada')
    expect((await loadRules()).rules).toEqual(one)
    expect(await decisions()).toEqual(rows)
    expect(await database().rulesVersion.count()).toBe(versions + 4)
  })

  it('goes back to the beginning and no further', async () => {
    while ((await loadRules()).canUndo) await undoRules('Ada')
    expect((await loadRules()).rules.rules).toEqual([])
    await expect(undoRules('Ada')).rejects.toMatchObject({ code: 'nothing_to_undo' })
  })
})

describe('two people at once', () => {
  it('refuses the one whose view is stale, and saves nothing of it', async () => {
    const { version } = await loadRules()
    const [a, b] = [rulesOf({ rules: [ruleFor('payments/core')] }), rulesOf({ rules: [ruleFor('payments/pci')] })]
    const results = await Promise.allSettled([saveRules(a, version, 'Ada'), saveRules(b, version, 'Grace')])
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]?.reason).toMatchObject({ code: 'stale' })
    const { rules } = await loadRules()
    expect([a, b]).toContainEqual(rules)
    expect((await previewRules(rules)).changes).toEqual([])
  })
})

describe('rows', () => {
  it('are worked out anew when a process was killed between saving and working them out', async () => {
    const rules = rulesOf({ rules: [ruleFor('payments/core', 'after/a/kill/{project_path}/{environment}/{key}')] })
    const { version } = await loadRules()
    // What is left by a kill after the first of two steps.
    await database().rulesVersion.create({ data: { rules, who: 'Ada', what: 'changed the mapping' } })
    expect((await loadRules()).version).toBeGreaterThan(version)
    await refreshStaleRows()
    expect([...(await decisions()).values()].join()).toContain('after/a/kill')
    const history = await database().variableHistory.count()
    await refreshStaleRows()
    expect(await database().variableHistory.count()).toBe(history)
  })
})

describe('YAML', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  const any = fc.oneof(
    text,
    fc.constantFrom(
      '*',
      'yes',
      'null',
      '~',
      '0x1f',
      '1e3',
      ' a',
      'a: b',
      '# c',
      '"',
      "'",
      '- d',
      '\t',
      'é\u2028',
      '|',
      '>',
      '&a',
      '*a',
      '!t',
      '%',
      '@',
      '`',
    ),
  )
  const optional = <T>(inner: fc.Arbitrary<T>) => fc.option(inner, { nil: undefined })
  const template = fc.record({
    vault: optional(any),
    mount: optional(any),
    path: optional(any),
    field: optional(any),
    file: optional(fc.boolean()),
  })
  const date = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10))
  const star = fc.record({
    answer: fc.constantFrom('per_environment', 'production_only', 'shared'),
    name: optional(any),
    until: optional(date),
  })
  const level = fc.constantFrom('instance', 'group', 'project', 'schedule')
  const identity = { level, owner: fc.option(any), key: any, scope: any }
  const file = fc.record({
    version: fc.constant(1),
    vaults: fc.array(
      fc.record({
        name: fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,8}$/),
        address: fc.webUrl({ validSchemes: ['http', 'https'] }),
        auth_path: any,
        namespace: optional(fc.option(any)),
        audience: any,
        owned: fc.boolean(),
        keys: fc.constantFrom('discovery', 'static'),
        policy_repository: optional(fc.option(any)),
      }),
      { maxLength: 2 },
    ),
    mounts: fc.array(
      fc.record({ vault: any, path: any, engine: fc.constantFrom('kv-v2', 'kv-v1', 'database', 'aws', 'transit') }),
      { maxLength: 2 },
    ),
    environments: fc.array(fc.record({ name: any, tier: fc.constantFrom('production', 'staging', 'other') }), {
      maxLength: 2,
    }),
    tiers: fc.array(fc.record({ group: any, tier: fc.constantFrom('free', 'premium', 'ultimate', 'unknown') }), {
      maxLength: 2,
    }),
    rules: fc.array(
      fc.record({
        match: fc.record({
          level: optional(level),
          group: optional(any),
          project: optional(any),
          key: optional(any),
          scope: optional(any),
        }),
        target: template,
        role: optional(any),
        policy: optional(any),
        star: optional(star),
      }),
      { maxLength: 3 },
    ),
    choices: fc.array(fc.record({ ...identity, target: optional(template), star: optional(star) }), { maxLength: 2 }),
    excluded: fc.array(fc.record({ ...identity, reason: any, until: optional(fc.option(date)) }), { maxLength: 2 }),
  })

  it('loses nothing from export to import, whatever the texts are', () => {
    fc.assert(
      fc.property(file, (given) => {
        const parsed = rulesFileSchema.safeParse(given)
        fc.pre(parsed.success)
        if (!parsed.success) return
        const back = rulesFromYaml(rulesToYaml(parsed.data))
        expect(back).toEqual({ rules: JSON.parse(JSON.stringify(parsed.data)) })
      }),
      { numRuns: 1500 },
    )
  })

  it('loses nothing in the database either', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (given) => {
        const parsed = rulesFileSchema.safeParse(given)
        fc.pre(parsed.success)
        if (!parsed.success) return
        const { version } = await database().rulesVersion.create({
          data: { rules: JSON.parse(JSON.stringify(parsed.data)), who: 'x', what: 'x' },
        })
        expect((await loadRules()).rules).toEqual(JSON.parse(JSON.stringify(parsed.data)))
        await database().rulesVersion.delete({ where: { version } })
      }),
      { numRuns: 30 },
    )
  })
})
