// Answers from a spreadsheet, from export to undo, with the demo GitLab's estate.
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { questionColumns } from '@/lib/core/render/questionnaire'
import { readQuestionnaire } from '@/lib/core/render/questionnaire-cells'
import { findComments } from '@/lib/db/comment-repository'
import { closeDatabase, database } from '@/lib/db/database'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { exportQuestionnaire } from './export-questionnaire'
import { findOwners } from './find-owners'
import { applyQuestionnaire, previewQuestionnaire } from './import-questionnaire'
import { loadRules } from './load-rules'
import { loadVariable } from './load-variable'
import { findFiltered } from './query-inventory'
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

const empty = rulesFileSchema.parse({
  version: 1,
  vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
  mounts: [{ vault: 'main', path: 'ci', engine: 'kv-v2' }],
})
beforeEach(async () => {
  await saveRules(empty, (await loadRules()).version, 'test')
  await database().rowComment.deleteMany()
  await database().projectOwner.deleteMany()
  await database().pathOwner.deleteMany()
})

type Changes = Record<number, Partial<Record<(typeof questionColumns)[number], string>>>

/** The export with other texts in some cells, by index of the row; none of the cells needs quotes. */
async function answered(changes: Changes, filter = '', separator: ',' | ';' | '\t' = ','): Promise<string> {
  const csv = await text(exportQuestionnaire(filter, separator))
  const [header = '', ...lines] = csv.split('\r\n')
  const edited = lines.map((line, index) => {
    const cells = line.split(separator)
    for (const [column, cell] of Object.entries(changes[index] ?? {}))
      cells[questionColumns.map(String).indexOf(column)] = cell
    return cells.join(separator)
  })
  return [header, ...edited].join('\r\n')
}

const rowsOf = async (csv: string) => readQuestionnaire(csv).lines.map(({ id }) => id)
const summary = async (filter = '') =>
  (await findFiltered(filter)).rows.map(({ id, state, target }) => JSON.stringify([id, state, target]))

describe('the questions about the demo estate', () => {
  it('change nothing when nobody answered, before and after decisions, with any separator', async () => {
    const all = (await findFiltered('')).rows.length
    expect(all).toBeGreaterThan(30)
    for (const rules of [empty, { ...empty, rules: [{ match: {}, target: {} }] }]) {
      await saveRules(rules, (await loadRules()).version, 'test')
      for (const separator of [',', ';', '\t'] as const) {
        const preview = await previewQuestionnaire(await text(exportQuestionnaire('', separator)))
        expect(preview).toMatchObject({ lines: [], also: [], owners: [], problems: [], unchanged: all })
      }
    }
  })

  it('are only about the rows of the filter', async () => {
    const asked = await rowsOf(await answered({}, 'group:payments/core level:project'))
    const found = (await findFiltered('group:payments/core level:project')).rows.map(({ id }) => id)
    expect(asked).toEqual(found)
    expect(found.length).toBeGreaterThan(0)
    expect(() => exportQuestionnaire('nonsense:x', ',')).toThrow()
  })
})

describe('answers', () => {
  const filter = 'project:payments/core/ledger'

  it('are applied exactly as previewed, with history, and undone as one change', async () => {
    const before = await summary()
    const csv = await answered(
      {
        0: { 'secret?': 'no', comment: 'only a host name' },
        1: { 'secret?': 'yes', target_path: 'ledger/{environment}', target_field: 'token' },
        2: { 'secret?': 'yes', 'still_used?': 'yes', owner: 'ada.okafor' },
      },
      filter,
    )
    const [first = '', second = '', third = ''] = await rowsOf(csv)
    const preview = await previewQuestionnaire(csv)
    expect(preview.problems).toEqual([])
    expect(preview.lines.map(({ line, decides }) => [line, decides])).toEqual([
      [2, 'excluded: only a host name'],
      [3, 'target chosen by hand: path ledger/{environment}, field token'],
      [4, null],
    ])
    expect(await summary()).toEqual(before)
    const imported = await applyQuestionnaire(csv, preview.digest, 'Grace')
    expect(imported).toMatchObject({ decided: 2, owners: 1, comments: 1 })
    const after = await summary()
    const moved = after.filter((row) => !before.includes(row)).map((row) => JSON.parse(row)[0])
    const shown = [...preview.lines.filter(({ change }) => change), ...preview.also].map(({ id }) => id)
    expect(moved.every((id) => shown.includes(id))).toBe(true)
    expect(moved).toContain(first)
    expect((await loadVariable(first))?.history[0]).toMatchObject({
      who: 'Grace',
      what: 'imported answers from a CSV file',
      to: 'excluded',
    })
    expect((await loadVariable(second))?.decidedBy).toEqual({ kind: 'choice' })
    expect((await loadVariable(first))?.decidedBy).toMatchObject({ reason: 'only a host name' })
    expect(await findComments(third)).toMatchObject([
      { who: 'Grace', text: 'Answered in a CSV file: secret? yes, still_used? yes.' },
    ])
    expect((await findOwners()).get('payments/core/ledger')).toEqual([
      { name: 'ada.okafor', source: 'csv', userId: null },
    ])
    await undoRules('Grace')
    expect(await summary()).toEqual(before)
  })

  it('imported a second time change nothing, and add no comment twice', async () => {
    const csv = await answered(
      {
        0: { 'secret?': 'no', comment: 'plain' },
        1: { 'still_used?': 'no' },
        2: { 'secret?': 'yes', comment: 'ask Mira' },
        3: { 'secret?': 'yes', target_path: 'ledger/{environment}/{key}', target_field: 'value' },
      },
      filter,
    )
    await applyQuestionnaire(csv, (await previewQuestionnaire(csv)).digest, 'Grace')
    const [versions, comments] = await Promise.all([database().rulesVersion.count(), database().rowComment.count()])
    const again = await previewQuestionnaire(csv)
    expect(again.problems).toEqual([])
    expect(again.lines.filter(({ decides, owners }) => decides ?? owners)).toEqual([])
    await applyQuestionnaire(csv, again.digest, 'Ada')
    expect(await database().rulesVersion.count()).toBe(versions)
    expect(await database().rowComment.count()).toBe(comments)
  })

  it('for a row that somebody decided since are refused by line and column; the other lines still fit', async () => {
    const csv = await answered({ 0: { 'secret?': 'no' }, 1: { 'secret?': 'no' } }, filter)
    const [first = ''] = await rowsOf(csv)
    const [level, owner, key, scope] = JSON.parse(first)
    const choice = { level, owner, key, scope, target: { path: 'elsewhere' } }
    await saveRules({ ...empty, choices: [choice] }, (await loadRules()).version, 'Ada')
    const stale = await previewQuestionnaire(csv)
    expect(stale.problems).toEqual([
      { line: 2, column: 'secret?', message: expect.stringContaining('changed since the export') },
    ])
    expect(stale.lines.map(({ line }) => line)).toEqual([3])
  })

  it('are not applied when anything is decided between preview and confirmation', async () => {
    const csv = await answered({ 0: { 'secret?': 'no' } }, filter)
    const { digest } = await previewQuestionnaire(csv)
    await saveRules({ ...empty, rules: [{ match: {}, target: {} }] }, (await loadRules()).version, 'Ada')
    const { version } = await loadRules()
    await expect(applyQuestionnaire(csv, digest, 'Grace')).rejects.toMatchObject({ code: 'stale' })
    expect((await loadRules()).version).toBe(version)
  })

  it('that do not fit are named by line and column, and a file that cannot be read by all that is wrong with it', async () => {
    const csv = await answered({ 0: { 'secret?': 'perhaps' }, 2: { target_path: '../x' } }, filter)
    expect((await previewQuestionnaire(csv)).problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'secret?'],
      [4, 'target_path'],
    ])
    const cut = await previewQuestionnaire(csv.slice(0, -40))
    expect(cut).toMatchObject({ unreadable: true, lines: [], problems: [{ line: expect.any(Number) }] })
  })
})
