// Files are listed as a tree of folders.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { artefactTree, type TreeFile, type TreeFolder, treeFile } from './artefact-tree'

const file = (path: string, project: string | null = null): TreeFile =>
  treeFile({
    path,
    kind: 'ci',
    project,
    environment: null,
    text: 'a',
    before: null,
    language: 'yaml',
    why: [],
    problems: [],
  })

it('shows a project as one folder, and its files by their path in the repository', () => {
  const tree = artefactTree([file('projects/payments/ledger/.gitlab/cutover.yml', 'payments/ledger')])
  const [project] = tree.folders[0]?.folders ?? []
  expect(project?.name).toBe('payments/ledger')
  expect(project?.files.map((one) => one.name)).toEqual(['.gitlab/cutover.yml'])
})

it('holds every file once, under its path', () => {
  const name = fc.constantFrom('a', 'b', 'c')
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
  const paths = (folder: TreeFolder): string[] => [
    ...folder.files.map((one) => one.path),
    ...folder.folders.flatMap(paths),
  ]
  fc.assert(
    fc.property(fc.uniqueArray(path), (list) => {
      expect(paths(artefactTree(list.map((one) => file(one)))).sort()).toEqual([...list].sort())
    }),
  )
})
