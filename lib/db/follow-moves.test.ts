// Renamed and transferred projects and groups keep what is known about them, on a real database.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { addComment, findComments } from './comment-repository'
import { closeDatabase, database } from './database'
import { followMoves, noteDeleted, type Place } from './follow-moves'
import { type EstateMove, findMoves } from './move-repository'
import { findPathOwners, refreshPathOwners, saveOwnerStatements } from './owner-repository'
import { findVariableHistory } from './row-repository'

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  // History cannot be taken away again, so it is written once.
  await database().variableHistory.create({
    data: { variableId: variableId(of('project', 'acme/api', 'TOKEN')), who: 'mira', what: 'mapped', at: old },
  })
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

const old = new Date('2026-01-01T00:00:00Z')
const at = new Date('2026-02-01T00:00:00Z')

const of = (level: Variable['level'], owner: string, key: string, scheduleId: number | null = null): Variable => ({
  level,
  owner,
  key,
  environmentScope: '*',
  variableType: 'env_var',
  protected: false,
  masked: false,
  hidden: false,
  raw: false,
  description: null,
  scheduleId,
})

async function seed(): Promise<void> {
  const db = database()
  await db.estatePart.createMany({
    data: [
      { kind: 'group', key: 'acme', data: { id: 1, fullPath: 'acme' } },
      { kind: 'project', key: 'acme/api', data: { id: 10, fullPath: 'acme/api' } },
      { kind: 'project', key: 'acme/web', data: { id: 11, fullPath: 'acme/web' } },
    ],
  })
  const variables = [
    of('group', 'acme', 'SHARED'),
    of('project', 'acme/api', 'TOKEN'),
    of('schedule', 'acme/api', 'NIGHTLY', 5),
    of('project', 'acme/web', 'TOKEN'),
    of('project', 'acme/api-two', 'TOKEN'),
  ]
  await db.seenVariable.createMany({
    data: variables.map((one) => ({ id: variableId(one), data: one, firstSeen: old, lastSeen: old })),
  })
  await db.projectPlacement.create({ data: { project: 'acme/api', placement: 'inline', who: 'mira' } })
}

beforeEach(async () => {
  const db = database()
  await db.estatePart.deleteMany()
  await db.seenVariable.deleteMany()
  await db.projectPlacement.deleteMany()
  await db.formerId.deleteMany()
  await db.estateMove.deleteMany()
  await db.rowComment.deleteMany()
  await db.projectOwner.deleteMany()
  await db.dailyGroupCount.deleteMany()
  await seed()
})

const follow = (groups: Place[], projects: Place[]) =>
  database().$transaction((transaction) => followMoves(transaction, { groups, projects }, at))
const owners = async () =>
  (await database().seenVariable.findMany())
    .map(({ id, data }) => {
      const variable = data as Variable
      expect(variableId(variable)).toBe(id)
      return `${variable.owner} ${variable.key}`
    })
    .sort()

it('does nothing where every number has its path', async () => {
  expect(await follow([{ id: 1, fullPath: 'acme' }], [{ id: 10, fullPath: 'acme/api' }])).toEqual([])
})

it('takes variables, schedules and the placement along, with their dates, and no project whose path begins alike', async () => {
  const moves = await follow([], [{ id: 10, fullPath: 'beta/gateway' }])
  expect(moves).toEqual([{ kind: 'project', id: 10, from: 'acme/api', to: 'beta/gateway' }])
  expect(await owners()).toEqual([
    'acme SHARED',
    'acme/api-two TOKEN',
    'acme/web TOKEN',
    'beta/gateway NIGHTLY',
    'beta/gateway TOKEN',
  ])
  const moved = await database().seenVariable.findUnique({
    where: { id: variableId(of('project', 'beta/gateway', 'TOKEN')) },
  })
  expect(moved?.firstSeen).toEqual(old)
  expect((await database().projectPlacement.findMany()).map(({ project }) => project)).toEqual(['beta/gateway'])
})

it('finds the history under the former ids, over two moves', async () => {
  await follow([], [{ id: 10, fullPath: 'beta/gateway' }])
  await database().estatePart.create({
    data: { kind: 'project', key: 'beta/gateway', data: { id: 10, fullPath: 'beta/gateway' } },
  })
  await database().estatePart.deleteMany({ where: { key: 'acme/api' } })
  await follow([], [{ id: 10, fullPath: 'beta/edge' }])
  const history = await findVariableHistory(variableId(of('project', 'beta/edge', 'TOKEN')), 10)
  expect(history.map(({ what }) => what)).toEqual(['mapped'])
})

it('lets two projects change places', async () => {
  await follow(
    [],
    [
      { id: 10, fullPath: 'acme/web' },
      { id: 11, fullPath: 'acme/api' },
    ],
  )
  expect(await owners()).toContain('acme/web NIGHTLY')
  expect((await owners()).filter((one) => one.endsWith('TOKEN'))).toHaveLength(3)
})

it('follows a group with its own variables', async () => {
  await follow(
    [{ id: 1, fullPath: 'apex' }],
    [
      { id: 10, fullPath: 'apex/api' },
      { id: 11, fullPath: 'apex/web' },
    ],
  )
  expect(await owners()).toEqual([
    'acme/api-two TOKEN',
    'apex SHARED',
    'apex/api NIGHTLY',
    'apex/api TOKEN',
    'apex/web TOKEN',
  ])
  expect(await database().estateMove.count()).toBe(3)
})

const comment = (path: string, text: string) =>
  addComment({ variableId: variableId(of('project', path, 'TOKEN')), who: 'ada', text })
const commentsOf = async (path: string) =>
  (await findComments(variableId(of('project', path, 'TOKEN')))).map(({ text }) => text)
const said = async () =>
  (await database().projectOwner.findMany({ orderBy: [{ path: 'asc' }, { source: 'asc' }] })).map(
    ({ path, source, people }) => [path, source, people],
  )
const people = (name: string) => [{ name, userId: null }]

it('takes comments and owners along, of projects and of groups, and the days of a group', async () => {
  await comment('acme/api', 'ask Mira')
  await saveOwnerStatements([
    { path: 'acme', source: 'csv', people: people('ada') },
    { path: 'acme/api', source: 'csv', people: people('mira') },
    { path: 'acme/api', source: 'codeowners', people: people('tomas') },
    { path: 'acme/api-two', source: 'csv', people: people('kay') },
  ])
  await database().dailyGroupCount.create({ data: { date: old, group: 'acme', remaining: 3, total: 5 } })
  await follow(
    [{ id: 1, fullPath: 'apex' }],
    [
      { id: 10, fullPath: 'apex/gateway' },
      { id: 11, fullPath: 'apex/web' },
    ],
  )
  expect([await commentsOf('apex/gateway'), await commentsOf('acme/api')]).toEqual([['ask Mira'], []])
  expect(await said()).toEqual([
    ['acme/api-two', 'csv', people('kay')],
    ['apex', 'csv', people('ada')],
    ['apex/gateway', 'codeowners', people('tomas')],
    ['apex/gateway', 'csv', people('mira')],
  ])
  expect((await database().dailyGroupCount.findMany()).map(({ group, total }) => [group, total])).toEqual([['apex', 5]])
  const owners = await findPathOwners(['apex/gateway'])
  await refreshPathOwners()
  expect([owners.size, (await findPathOwners(['apex/gateway'])).get('apex/gateway')?.people]).toEqual([
    0,
    people('mira'),
  ])
})

it('keeps comments and owners of two projects apart that change places', async () => {
  await Promise.all([comment('acme/api', 'of api'), comment('acme/web', 'of web')])
  await saveOwnerStatements([
    { path: 'acme/api', source: 'csv', people: people('mira') },
    { path: 'acme/web', source: 'csv', people: people('kay') },
  ])
  await follow(
    [],
    [
      { id: 10, fullPath: 'acme/web' },
      { id: 11, fullPath: 'acme/api' },
    ],
  )
  expect([await commentsOf('acme/web'), await commentsOf('acme/api')]).toEqual([['of api'], ['of web']])
  expect(await said()).toEqual([
    ['acme/api', 'csv', people('kay')],
    ['acme/web', 'csv', people('mira')],
  ])
})

it('gives a moved variable no comment and no owner of the project that had the path before', async () => {
  await Promise.all([comment('acme/api', 'of api'), comment('acme/api-two', 'of another')])
  await saveOwnerStatements([{ path: 'acme/api-two', source: 'csv', people: people('kay') }])
  await saveOwnerStatements([{ path: 'acme/api', source: 'csv', people: people('mira') }])
  await follow([], [{ id: 10, fullPath: 'acme/api-two' }])
  expect(await commentsOf('acme/api-two')).toEqual(['of api'])
  expect(await said()).toEqual([['acme/api-two', 'csv', people('mira')]])
})

describe('the list of moves', () => {
  const inTransaction = <T>(work: (transaction: Parameters<typeof noteDeleted>[0]) => Promise<T>) =>
    database().$transaction(work)
  const listed = async (what: EstateMove['what'] | null = null) => {
    const { moves, counts } = await findMoves(what, { offset: 0, limit: 10 })
    return { moves: moves.map((move) => [move.kind, move.what, move.from, move.to]), counts }
  }
  const api = (archived: boolean) => [{ id: 10, fullPath: 'acme/api', archived }]
  const publish = (archived: boolean) =>
    database().estatePart.update({
      where: { kind_key: { kind: 'project', key: 'acme/api' } },
      data: { data: { id: 10, fullPath: 'acme/api', archived } },
    })

  it('notes a project that is archived, once, and one that is unarchived', async () => {
    await publish(false)
    await follow([], api(true))
    await publish(true)
    await follow([], api(true))
    await follow([], api(false))
    expect(await listed()).toEqual({
      moves: [
        ['project', 'unarchived', 'acme/api', null],
        ['project', 'archived', 'acme/api', null],
      ],
      counts: { archived: 1, unarchived: 1 },
    })
  })

  it('says nothing of archiving where the scan before did not tell', async () => {
    await follow([], api(true))
    expect((await listed()).moves).toEqual([])
  })

  it('notes what a whole listing lacks as deleted, but neither what moved nor what is no place', async () => {
    await inTransaction(async (transaction) => {
      const moves = await followMoves(transaction, { groups: [], projects: [{ id: 10, fullPath: 'acme/gateway' }] }, at)
      const gone = [
        { kind: 'project', key: 'acme/api' },
        { kind: 'project', key: 'acme/web' },
        { kind: 'ci_basis', key: 'acme/web' },
        { kind: 'group', key: 'acme' },
      ]
      await noteDeleted(transaction, gone, moves, at)
    })
    const { moves, counts } = await listed()
    expect(moves.sort()).toEqual([
      ['group', 'deleted', 'acme', null],
      ['project', 'deleted', 'acme/web', null],
      ['project', 'moved', 'acme/api', 'acme/gateway'],
    ])
    expect(counts).toEqual({ moved: 1, deleted: 2 })
    expect((await listed('moved')).moves).toHaveLength(1)
  })
})
