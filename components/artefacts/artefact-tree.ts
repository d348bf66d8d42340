// The files as a tree of folders, for the list on the left.
import type { ArtefactFile } from '@/lib/core/render/artefact-file'

export type TreeFile = Pick<ArtefactFile, 'path' | 'kind' | 'project' | 'environment'> & {
  name: string
  problems: number
  isNew: boolean
  changed: boolean
}

export type TreeFolder = { name: string; path: string; folders: TreeFolder[]; files: TreeFile[] }

/** What the list needs of a file; its text stays on the server. */
export function treeFile(file: ArtefactFile): TreeFile {
  return {
    path: file.path,
    kind: file.kind,
    project: file.project,
    environment: file.environment,
    name: file.path.split('/').at(-1) ?? file.path,
    problems: file.problems.length,
    isNew: file.before === null,
    changed: file.before !== null && file.before !== file.text,
  }
}

/** What is reviewed most comes first. */
const reviewOrder = ['projects', 'policies', 'roles', 'auth', 'cli']

/** Folders of a file, outermost first; the path of a project is one folder, however deep it is. */
function foldersOf(file: TreeFile): string[] {
  const under = `projects/${file.project}/`
  if (file.project !== null && file.path.startsWith(under)) return ['projects', file.project]
  return file.path.split('/').slice(0, -1)
}

/** Folders hold folders and files, in the order of the list. A file is named by what its folders do not say. */
export function artefactTree(files: TreeFile[]): TreeFolder {
  const root: TreeFolder = { name: '', path: '', folders: [], files: [] }
  for (const file of files) {
    let folder = root
    for (const name of foldersOf(file)) {
      const path = folder.path ? `${folder.path}/${name}` : name
      let next = folder.folders.find((one) => one.path === path)
      if (!next) {
        next = { name, path, folders: [], files: [] }
        folder.folders.push(next)
      }
      folder = next
    }
    folder.files.push({ ...file, name: folder.path ? file.path.slice(folder.path.length + 1) : file.path })
  }
  const place = (folder: TreeFolder) => {
    const at = reviewOrder.indexOf(folder.name)
    return at < 0 ? reviewOrder.length : at
  }
  return { ...root, folders: root.folders.sort((a, b) => place(a) - place(b)) }
}
