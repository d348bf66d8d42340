// The list of files stays short in a large estate, and finds every file.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { treeFile } from './artefact-tree'
import { filesShown, mostOfFolder } from './files-shown'

const file = (path: string) =>
  treeFile({
    path,
    kind: 'policy',
    project: null,
    environment: null,
    text: '',
    before: null,
    language: 'hcl',
    why: [],
    problems: [],
  })
const policies = (count: number) => Array.from({ length: count }, (_, at) => file(`policies/cutover-${at}.hcl`))

it('shows all of a small estate, in its order', () => {
  const files = [...policies(mostOfFolder), file('roles/one.json')]
  expect(filesShown(files, '', '')).toEqual({ shown: files, found: files.length })
})

it('shows the open file and its neighbours, wherever it stands', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(399), (count, at) => {
      const files = policies(count)
      const open = files[at % count]?.path ?? ''
      const { shown, found } = filesShown(files, '', open)
      expect(found).toBe(count)
      expect(shown).toHaveLength(Math.min(count, mostOfFolder))
      expect(shown.map(({ path }) => path)).toContain(open)
    }),
  )
})

it('finds by every word of the search, whatever its case', () => {
  const { shown, found } = filesShown([...policies(300), file('roles/ledger.json')], 'HCL cutover-299', '')
  expect([shown.map(({ path }) => path), found]).toEqual([['policies/cutover-299.hcl'], 1])
})
