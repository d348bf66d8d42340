import { describe, expect, it } from 'vitest'
import { type KnownOwners, ownerFile, readOwnerFile } from './owner-file'

const known = new Map<string, KnownOwners>([
  ['shop', { counts: null, csv: null }],
  ['shop/api', { counts: ['mira'], csv: null }],
  ['shop/web', { counts: ['ada', '=team'], csv: ['ada', '=team'] }],
])

describe('a CSV file of owners', () => {
  it('names who owns what, from whom to whom; several lines of one project add up', () => {
    const file = readOwnerFile('project;owner\nshop/api;@ada\nshop/api;platform/team\nshop;mira, tomas\n', known)
    expect(file).toEqual({
      changes: [
        { path: 'shop/api', from: ['mira'], to: ['ada', 'platform/team'], lines: [2, 3] },
        { path: 'shop', from: null, to: ['mira', 'tomas'], lines: [4] },
      ],
      problems: [],
      unchanged: 0,
    })
  })

  it('changes nothing for what an earlier file named, and takes that back with an empty owner', () => {
    expect(readOwnerFile('owner,project\n"ada, =team",shop/web\n', known)).toMatchObject({
      changes: [],
      unchanged: 1,
    })
    expect(readOwnerFile('project,owner\nshop/web,\nshop/api,\n', known)).toMatchObject({
      changes: [{ path: 'shop/web', to: [] }],
      unchanged: 1,
    })
  })

  it('can be written for spreadsheets', () => {
    expect(ownerFile(known, ',')).toBe('\uFEFFproject,owner\r\nshop,\r\nshop/api,mira\r\nshop/web,"ada, =team"\r\n')
  })

  it.each([
    ['project,owner\nshop/none,ada', 2, 'project', /no project or group/],
    ['project,owner\n\nshop,ada,more', 3, 'project', /3 cells/],
    ['project,owner\nshop,"ada', 2, '2', /not closed/],
    ['path,owner\nshop,ada', 1, 'project', /missing/],
    ['', 1, 'project', /missing/],
  ])('%j is refused at line %d, column %s', (text, line, column, message) => {
    const { problems, changes } = readOwnerFile(text, known)
    expect(problems[0]).toEqual({ line, column, message: expect.stringMatching(message) })
    expect(changes).toEqual([])
  })
})
