// Which of many generated files the list shows: those that were asked for, around the one that is open.
import type { TreeFile } from './artefact-tree'

/** So many of each top-level folder. */
export const mostOfFolder = 100

/**
 * Takes all files, the words of the search field, and the path of the open file. Gives the files whose path holds every
 * word; of a folder with more than `mostOfFolder` only a run of that length, which holds the open file where it is one of them.
 */
export function filesShown(files: TreeFile[], find: string, open: string): { shown: TreeFile[]; found: number } {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean)
  const found = files.filter(({ path }) => words.every((word) => path.toLowerCase().includes(word)))
  const folders = new Map<string, TreeFile[]>()
  for (const file of found) {
    const name = file.path.split('/')[0] ?? ''
    const folder = folders.get(name)
    if (folder) folder.push(file)
    else folders.set(name, [file])
  }
  const shown = [...folders.values()].flatMap((folder) => {
    const at = folder.findIndex(({ path }) => path === open)
    const start = Math.max(0, Math.min(at - mostOfFolder / 2, folder.length - mostOfFolder))
    return folder.slice(start, start + mostOfFolder)
  })
  return { shown, found: found.length }
}
