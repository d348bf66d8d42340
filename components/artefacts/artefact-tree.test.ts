// Files are listed as a tree of folders.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { artefactTree, type TreeFile, type TreeFolder, treeFile } from './artefact-tree'

const file = (path: string): TreeFile =>
  treeFile({
    path,
    kind: 'ci',
    project: null,
    environment: null,
    text: 'a',
    before: null,
    language: 'yaml',
    why: [],
    problems: [],
  })

it('joins folders that hold nothing but one folder', () => {
  const tree = artefactTree([file('projects/payments/ledger/.gitlab-ci.yml'), file('projects/payments/web/x.yml')])
  expect(tree.folders.map((folder) => folder.name)).toEqual(['projects/payments'])
  expect(tree.folders[0]?.folders.map((folder) => folder.name)).toEqual(['ledger', 'web'])
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
      expect(paths(artefactTree(list.map(file))).sort()).toEqual([...list].sort())
    }),
  )
})
