// Files, blobs and the tree of a repository (`lib/api/files.rb`, `lib/api/repositories.rb`).
import { createHash } from 'node:crypto'
import { type Context, flagParameter, json, type Reply, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { badRequest, missingParameter, notFound } from '../http/refusal.ts'
import type { Project } from '../world/project.ts'
import { blobId, type Commit, lastCommitOf, resolveRef } from '../world/repository.ts'
import { commitActions } from './commit-actions.ts'
import { findProject, findProjectAs } from './find-owner.ts'

/** The commit that `ref` names; the default branch's head without one or for HEAD. */
export function findCommit(project: Project, ref: string | undefined, missing = 'Commit'): Commit {
  const name = ref === undefined || ref === '' || ref === 'HEAD' ? project.defaultBranch : ref
  const commit = name === null ? undefined : resolveRef(project.repository, name)
  if (commit === undefined) throw notFound(missing)
  return commit
}

interface Found {
  project: Project
  commit: Commit
  path: string
  content: string
  ref: string
}

function findFile(context: Context): Found {
  const project = findProjectAs(context, 20)
  const ref = textParameter(context, 'ref')
  if (ref === undefined) throw missingParameter('ref')
  const commit = findCommit(project, ref)
  const path = context.params.path ?? ''
  const content = commit.files[path]
  if (content === undefined) throw notFound('File')
  return { project, commit, path, content, ref }
}

function facts({ project, commit, path, content, ref }: Found): Record<string, string | number | boolean> {
  return {
    file_name: path.split('/').at(-1) ?? path,
    file_path: path,
    size: Buffer.byteLength(content),
    encoding: 'base64',
    content_sha256: createHash('sha256').update(content).digest('hex'),
    ref,
    blob_id: blobId(content),
    commit_id: commit.id,
    last_commit_id: lastCommitOf(project.repository, commit, path).id,
    execute_filemode: false,
  }
}

function headers(found: Found): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts(found)).map(([name, value]) => [`x-gitlab-${name.replaceAll('_', '-')}`, String(value)]),
  )
}

/** Raw content, without conversion of any byte. */
function raw(context: Context): Reply {
  const found = findFile(context)
  return { status: 200, text: found.content, headers: headers(found) }
}

/** Writes one file through the same code as a commit of one action. */
function writeFile(action: 'create' | 'update' | 'delete') {
  return (context: Context): Reply => {
    const project = findProjectAs(context, 30)
    const path = context.params.path ?? ''
    const branch = textParameter(context, 'branch')
    if (branch === undefined) throw missingParameter('branch')
    const encoding = textParameter(context, 'encoding') ?? 'text'
    const content = textParameter(context, 'content') ?? ''
    const lastCommit = textParameter(context, 'last_commit_id')
    commitActions(context, project, [
      {
        action,
        file_path: path,
        content,
        encoding,
        ...(lastCommit === undefined ? {} : { last_commit_id: lastCommit }),
      },
    ])
    return action === 'delete' ? { status: 204 } : json({ file_path: path, branch }, action === 'create' ? 201 : 200)
  }
}

function tree(context: Context): Reply {
  const project = findProjectAs(context, 20)
  if (project.defaultBranch === null) throw notFound('Tree')
  const commit = findCommit(project, textParameter(context, 'ref'), 'Tree')
  const folder = (textParameter(context, 'path') ?? '').replace(/\/$/, '')
  const recursive = flagParameter(context, 'recursive') ?? false
  const prefix = folder === '' ? '' : `${folder}/`
  const entries = new Map<string, Record<string, unknown>>()
  for (const [path, content] of Object.entries(commit.files)) {
    if (!path.startsWith(prefix)) continue
    const parts = path.slice(prefix.length).split('/')
    for (let depth = 1; depth <= (recursive ? parts.length : 1); depth += 1) {
      const full = prefix + parts.slice(0, depth).join('/')
      const isFile = depth === parts.length
      const id = isFile ? blobId(content) : createHash('sha1').update(`${commit.id}:${full}`).digest('hex')
      const name = parts[depth - 1] ?? ''
      entries.set(full, { id, name, type: isFile ? 'blob' : 'tree', path: full, mode: isFile ? '100644' : '040000' })
    }
  }
  if (entries.size === 0 && folder !== '') throw notFound('invalid revision or path Tree')
  const rows = [...entries.values()].sort((a, b) => String(a.type).localeCompare(String(b.type)) * -1)
  return paginate(context, rows, (row) => row)
}

export const fileRoutes: Route[] = [
  route('GET', '/projects/:id/repository/files/:path', (context) => {
    const found = findFile(context)
    return json({ ...facts(found), content: Buffer.from(found.content).toString('base64') })
  }),
  route('HEAD', '/projects/:id/repository/files/:path', (context) => ({
    status: 200,
    headers: headers(findFile(context)),
  })),
  route('GET', '/projects/:id/repository/files/:path/raw', (context) => {
    if (textParameter(context, 'ref') === undefined) context.query.ref = findProject(context).defaultBranch ?? ''
    return raw(context)
  }),
  route('POST', '/projects/:id/repository/files/:path', writeFile('create')),
  route('PUT', '/projects/:id/repository/files/:path', writeFile('update')),
  route('DELETE', '/projects/:id/repository/files/:path', writeFile('delete')),
  route('GET', '/projects/:id/repository/tree', tree),
  route('GET', '/projects/:id/repository/blobs/:sha', (context) => {
    const content = findBlob(context)
    return json({
      size: Buffer.byteLength(content),
      encoding: 'base64',
      content: Buffer.from(content).toString('base64'),
      sha: context.params.sha,
    })
  }),
  route('GET', '/projects/:id/repository/blobs/:sha/raw', (context) => ({ status: 200, text: findBlob(context) })),
]

function findBlob(context: Context): string {
  const project = findProjectAs(context, 20)
  if (!/^[0-9a-f]{40}$/.test(context.params.sha ?? '')) throw badRequest('sha is invalid')
  for (const commit of Object.values(project.repository.commits)) {
    for (const content of Object.values(commit.files)) if (blobId(content) === context.params.sha) return content
  }
  throw notFound('Blob')
}
