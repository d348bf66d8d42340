import { describe, expect, it } from 'vitest'
import { codeOwnersOf } from './codeowners'
import { type OwnerStatement, ownersOf } from './owners'

const people = (...names: string[]) => names.map((name) => ({ name, userId: null }))
const names = (text: string, path = '.gitlab-ci.yml') =>
  codeOwnersOf(text, path).map((owner) => (owner.kind === 'role' ? `role ${owner.level}` : owner.name))

describe('codeOwnersOf', () => {
  it.each<[string, string, string[]]>([
    ['the last line that matches', '* @all\n*.yml @yaml\n', ['yaml']],
    ['a line of the file itself', '*.yml @yaml\n/.gitlab-ci.yml @ci\n', ['ci']],
    ['nobody where nothing matches', '/docs/ @docs\n*.md @docs', []],
    ['all sections', '* @all\n[Build]\n.gitlab-ci.yml @build\n^[Docs][2] @docs\n*.md', ['all', 'build']],
    ['the section’s owners where a line has none', '[CI] @ops team@example.com\n*.yml\n', ['ops', 'team@example.com']],
    ['sections of one name as one', '[CI] @a\n*.yml\n[ci] @b\n.gitlab-ci.yml\n', ['b']],
    ['no owner of a section that leaves the file out', '* @all\n[CI] @ops\n*\n!*.yml\n', ['all']],
    ['groups and roles', '* @acme/web/team @@maintainer @@owners', ['acme/web/team', 'role 40', 'role 50']],
    ['owners in what looks like a comment', '* @a # formerly @b', ['a', 'b']],
    ['no lines that are comments', '# * @old\n* @new', ['new']],
    ['each owner once', '* @a @A\n[x]\n* @a', ['a']],
  ])('gives %s', (_, text, expected) => {
    expect(names(text).map((name) => name.toLowerCase())).toEqual(expected)
  })

  it('knows folders, escapes and patterns as GitLab does', () => {
    const text = 'ci/ @folder\n/path\\ with/a.yml @space\n\\#x @pound\n/db/**/index.md @deep\n/only/* @flat'
    expect(names(text, 'deep/ci/a/b.yml')).toEqual(['folder'])
    expect(names(text, 'path with/a.yml')).toEqual(['space'])
    expect(names(text, 'a/#x')).toEqual(['pound'])
    expect(names(text, 'db/index.md')).toEqual(['deep'])
    expect(names(text, 'only/a/b')).toEqual([])
  })
})

describe('ownersOf', () => {
  const said: OwnerStatement[] = [
    { path: 'shop', source: 'csv', people: people('shop-team') },
    { path: 'shop/api', source: 'csv', people: people('ada') },
    { path: 'shop/api', source: 'codeowners', people: people('mira') },
    { path: 'pay/core', source: 'codeowners', people: people('mira') },
    { path: 'pay/core', source: 'maintainers', people: people('tomas') },
    { path: 'pay/web', source: 'codeowners', people: [] },
    { path: 'pay/web', source: 'maintainers', people: people('tomas') },
    { path: 'pay/none', source: 'codeowners', people: [] },
    { path: 'pay/none', source: 'maintainers', people: [] },
    { path: 'pay/half', source: 'codeowners', people: [] },
  ]
  const found = (path: string) => ownersOf([path], said)[0]

  it('takes the CSV file first, also of a group above, then CODEOWNERS, then maintainers', () => {
    expect(found('shop/api')).toMatchObject({ source: 'csv', people: people('ada') })
    expect(found('shop/deep/web')).toMatchObject({ source: 'csv', people: people('shop-team') })
    expect(found('pay/core')).toMatchObject({ source: 'codeowners', people: people('mira') })
    expect(found('pay/web')).toMatchObject({ source: 'maintainers', people: people('tomas') })
  })

  it('knows the number of a person from wherever GitLab told it', () => {
    const told: OwnerStatement = { path: 'a/b', source: 'maintainers', people: [{ name: 'Ada', userId: 4 }] }
    expect(ownersOf(['shop/api'], [...said, told])[0]?.people).toEqual([{ name: 'ada', userId: 4 }])
  })

  it('tells nobody from not known', () => {
    expect(found('pay/none')).toEqual({ path: 'pay/none', source: null, people: [] })
    expect(found('pay/half')).toBeUndefined()
    expect(found('shopping')).toBeUndefined()
  })
})
