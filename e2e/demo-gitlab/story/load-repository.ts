// Reads a project's files from `story/repositories` and makes a repository with a little history of them.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { addCommit, emptyRepository, type Repository } from '../world/repository.ts'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), 'repositories')
const mira = { name: 'Mira Voss', email: 'mira.voss@kestrel.example' }
const tomas = { name: 'Tomas Lind', email: 'tomas.lind@kestrel.example' }

/**
 * The repository of a story project. Each folder below its path is a branch (`__` stands for `/`): `main` holds all
 * files, another branch only what differs from the state of `main` that it left.
 */
export function loadRepository(fullPath: string, tags: string[]): Repository {
  const repository = emptyRepository()
  const folder = path.join(root, fullPath)
  if (!existsSync(folder)) throw new Error(`The story has no files for ${fullPath}`)
  const readme = { 'README.md': `# ${fullPath.split('/').at(-1)}\n` }
  const first = addCommit(repository, 'main', {
    parents: [],
    message: 'Initial commit',
    author: mira,
    date: '2025-03-10T09:14:00.000Z',
    files: readme,
  })
  const branches = readdirSync(folder).filter((name) => name !== 'main')
  const files = { ...readme, ...readFiles(path.join(folder, 'main'), '') }
  addCommit(repository, 'main', {
    parents: [first.id],
    message: 'Add the pipeline',
    author: tomas,
    date: '2026-02-17T15:40:00.000Z',
    files,
  })
  for (const name of branches) {
    addCommit(repository, name.replaceAll('__', '/'), {
      parents: [first.id],
      message: `Prepare ${name.replaceAll('__', '/')}`,
      author: tomas,
      date: '2025-09-02T08:05:00.000Z',
      files: { ...files, ...readFiles(path.join(folder, name), '') },
    })
  }
  for (const tag of tags) repository.tags[tag] = repository.branches.main ?? first.id
  return repository
}

function readFiles(folder: string, prefix: string): Record<string, string> {
  const files: Record<string, string> = {}
  for (const name of readdirSync(folder).sort()) {
    const full = path.join(folder, name)
    if (statSync(full).isDirectory()) Object.assign(files, readFiles(full, `${prefix}${name}/`))
    else files[prefix + name] = readFileSync(full, 'utf8')
  }
  return files
}
