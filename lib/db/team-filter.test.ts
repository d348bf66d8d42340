// Comments and owners, which lie beside the rows: the database finds by them what the pure filter finds.
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseFilter } from '@/lib/core/inventory/filter'
import { matchesFilter } from '@/lib/core/inventory/match-filter'
import type { OwnerStatement } from '@/lib/core/inventory/owners'
import { filterRow } from '@/lib/core/render/filter-row'
import { countStates } from '@/lib/core/render/inventory-rows'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { addComment, addNewComments, deleteComment, findComments } from './comment-repository'
import { closeDatabase, database } from './database'
import { exampleRow } from './example-rows'
import { findPathOwners, refreshPathOwners, saveOwnerStatements } from './owner-repository'
import { replaceRows } from './replace-rows'
import { findPage } from './row-repository'
import { countSavedViews, deleteSavedView, findSavedViews, saveSavedView } from './saved-view-repository'

const rows = Array.from({ length: 400 }, (_, index) => exampleRow(index))
const idOf = (index: number) => rows[index]?.row.id ?? ''
const ownerOf = (index: number) => rows[index]?.row.variable.owner ?? ''
const range = { offset: 0, limit: 1000 }
const order = { sort: 'none', direction: 'asc' } as const

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  // As the web: what it may not do shows here.
  process.env.CUTOVER_DATABASE_URL = stored.webUrl
  const counts = countStates(rows.map(({ row }) => row))
  const note = { who: 'a', what: 'b', today: '2026-01-02', version: 0, fact: 'rows_basis', basis: {} }
  await replaceRows(rows, { ...note, counts })
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})
beforeEach(async () => {
  await database().rowComment.deleteMany()
  await database().projectOwner.deleteMany()
  await refreshPathOwners()
})

const people = (...names: string[]) => names.map((name) => ({ name, userId: null }))
const found = async (filter: string) => (await findPage(parseFilter(filter), order, range)).rows

describe('a page', () => {
  it('shows comments and owners of its rows, and nothing where there are none', async () => {
    await addComment({ variableId: idOf(3), who: 'Ada', text: 'ask "Mira"' })
    await addComment({ variableId: idOf(3), who: 'Ada', text: 'again' })
    await saveOwnerStatements([{ path: ownerOf(3), source: 'csv', people: people('O\u2019Neil', 'ada "x"') }])
    const page = await found('')
    expect(page).toHaveLength(rows.length)
    expect(page[3]).toEqual({
      ...rows[3]?.row,
      comments: 2,
      owners: { names: ['O\u2019Neil', 'ada "x"'], source: 'csv' },
    })
    const elsewhere = page.filter(({ variable }) => variable.owner !== ownerOf(3))
    expect(elsewhere).toEqual(rows.map(({ row }) => row).filter(({ variable }) => variable.owner !== ownerOf(3)))
  })

  it('finds by owner and comment what the pure filter finds, unknown apart from nobody', async () => {
    const name = fc.constantFrom('ada', 'Ada', 'mira.voss', 'acme/team', 'É', 'none', 'unknown', '*', 'a*', '%', 'x')
    const statement: fc.Arbitrary<OwnerStatement> = fc.record({
      path: fc.oneof(fc.nat(rows.length - 1).map(ownerOf), fc.constantFrom('acme-payments', 'acme-shop')),
      source: fc.constantFrom('csv', 'codeowners', 'maintainers'),
      people: fc.array(
        name.map((one) => ({ name: one, userId: null })),
        { maxLength: 3 },
      ),
    })
    const part = fc.oneof(
      fc
        .tuple(fc.constantFrom('', '-'), fc.array(name, { minLength: 1, maxLength: 2 }))
        .map(([minus, names]) => `${minus}owned:${names.join(',')}`),
      fc.constantFrom('commented:yes', 'commented:no', '-commented:yes', 'state:mapped', 'level:group'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(statement, { maxLength: 25 }),
        fc.array(fc.nat(rows.length - 1), { maxLength: 5 }),
        fc.array(part, { minLength: 1, maxLength: 2 }),
        async (statements, commented, parts) => {
          await database().rowComment.deleteMany()
          await database().projectOwner.deleteMany()
          const once = new Map(statements.map((one) => [`${one.path} ${one.source}`, one]))
          await saveOwnerStatements([...once.values()])
          await addNewComments(
            commented.map((index) => ({ variableId: idOf(index), text: String(index) })),
            'Ada',
          )
          const filter = parseFilter(parts.join(' '))
          expect(filter.errors).toEqual([])
          const all = await found('')
          expect(await found(parts.join(' '))).toEqual(all.filter((row) => matchesFilter(filterRow(row), filter)))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('knows both qualifiers apart from a name in between', async () => {
    await saveOwnerStatements([
      { path: ownerOf(1), source: 'codeowners', people: [] },
      { path: ownerOf(1), source: 'maintainers', people: [] },
    ])
    const known = (await found('owned:none')).length
    expect(known).toBeGreaterThan(0)
    expect((await found('owned:unknown')).length).toBe(rows.length - known)
    expect((await found('-owned:ada')).length).toBe(known)
  })
})

describe('owners', () => {
  it('are taken back by a CSV line without names, and others then count again', async () => {
    const path = ownerOf(5)
    await saveOwnerStatements([{ path, source: 'maintainers', people: people('tomas') }])
    await saveOwnerStatements([{ path, source: 'csv', people: people('ada') }])
    expect((await findPathOwners([path])).get(path)).toMatchObject({ source: 'csv' })
    await saveOwnerStatements([{ path, source: 'csv', people: [] }])
    expect((await findPathOwners([path])).get(path)).toEqual({ path, source: 'maintainers', people: people('tomas') })
  })
})

describe('comments', () => {
  it('are kept as written, in order, and deleted by who wrote them only', async () => {
    const text = '<b>no</b> **markup**\n=1+1 \u0000'
    await addComment({ variableId: idOf(0), who: 'Ada', text })
    await addComment({ variableId: idOf(0), who: 'Mira', text: 'second' })
    const [first, second] = await findComments(idOf(0))
    expect([first?.text, second?.who]).toEqual(['<b>no</b> **markup**\n=1+1 \uFFFD', 'Mira'])
    expect(await deleteComment(first?.id ?? '', 'Mira')).toBe(false)
    expect(await deleteComment(first?.id ?? '', 'Ada')).toBe(true)
    expect((await findComments(idOf(0))).map(({ who }) => who)).toEqual(['Mira'])
  })
})

describe('saved views', () => {
  it('are one person’s, by name, and everybody’s when shared', async () => {
    await saveSavedView({ who: 'Ada', name: 'mine', shared: false, address: '/inventory?filter=a' })
    await saveSavedView({ who: 'Ada', name: 'ours', shared: true, address: '/inventory' })
    await saveSavedView({ who: 'Ada', name: 'mine', shared: false, address: '/inventory?filter=b' })
    expect((await findSavedViews('Ada')).map(({ name, address }) => [name, address])).toEqual([
      ['mine', '/inventory?filter=b'],
      ['ours', '/inventory'],
    ])
    const [shared, ...more] = await findSavedViews('Mira')
    expect([shared?.name, more]).toEqual(['ours', []])
    expect(await deleteSavedView(shared?.id ?? '', 'Mira')).toBe(false)
    expect(await deleteSavedView(shared?.id ?? '', 'Ada')).toBe(true)
    expect(await countSavedViews('Ada')).toBe(1)
  })
})
