// A Git repository kept as snapshots: every commit holds all its files.
import { createHash } from 'node:crypto'

export interface Author {
  name: string
  email: string
}

export interface Commit {
  id: string
  parents: string[]
  message: string
  author: Author
  date: string
  files: Record<string, string>
}

export interface Repository {
  commits: Record<string, Commit>
  branches: Record<string, string>
  tags: Record<string, string>
}

/** A repository without any commit, as GitLab creates it. */
export function emptyRepository(): Repository {
  return { commits: {}, branches: {}, tags: {} }
}

/** Git's own id of a file's content: SHA-1 over `blob <bytes>\0` and the bytes. */
export function blobId(content: string): string {
  const bytes = Buffer.from(content)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** Adds a commit and moves `branch` to it. Equal input gives an equal id. */
export function addCommit(
  repository: Repository,
  branch: string,
  commit: { parents: string[]; message: string; author: Author; date: string; files: Record<string, string> },
): Commit {
  const listing = Object.entries(commit.files)
    .map(([path, content]) => `${path} ${blobId(content)}`)
    .sort()
  const id = createHash('sha1')
    .update(JSON.stringify([commit.parents, commit.message, commit.author, commit.date, listing]))
    .digest('hex')
  const added = { id, ...commit }
  repository.commits[id] = added
  repository.branches[branch] = id
  return added
}

/** The commit that a branch, a tag or a commit id (whole, or seven digits and more) names; undefined if none. */
export function resolveRef(repository: Repository, ref: string): Commit | undefined {
  const short = ref.replace(/^refs\/(heads|tags)\//, '')
  const id = repository.branches[short] ?? repository.tags[short]
  if (id !== undefined) return repository.commits[id]
  if (!/^[0-9a-f]{7,40}$/.test(ref)) return undefined
  return (
    repository.commits[ref] ??
    Object.values(repository.commits).find((commit) => ref !== '' && commit.id.startsWith(ref))
  )
}

/** The newest commit, from `start` back along first parents, that changed the file. */
export function lastCommitOf(repository: Repository, start: Commit, path: string): Commit {
  let commit = start
  for (;;) {
    const parent = repository.commits[commit.parents[0] ?? '']
    if (parent === undefined || parent.files[path] !== commit.files[path]) return commit
    commit = parent
  }
}

/** All commits reachable from `start`, newest first. */
export function history(repository: Repository, start: Commit): Commit[] {
  const seen = new Map<string, Commit>()
  const queue = [start]
  for (let commit = queue.shift(); commit !== undefined; commit = queue.shift()) {
    if (seen.has(commit.id)) continue
    seen.set(commit.id, commit)
    for (const id of commit.parents) {
      const parent = repository.commits[id]
      if (parent !== undefined) queue.push(parent)
    }
  }
  return [...seen.values()]
}
