// A commit made through the API: branch rules, actions on files, and the errors of GitLab's services.
import { type Context, textParameter, type Value } from '../http/context.ts'
import { isTree } from '../http/parse-parameters.ts'
import { badRequest, missingParameter } from '../http/refusal.ts'
import type { Project } from '../world/project.ts'
import { protects } from '../world/protected-ref.ts'
import { addCommit, type Commit, lastCommitOf, resolveRef } from '../world/repository.ts'
import { refuseArchived } from './find-owner.ts'

/**
 * Commits the actions to `branch`, which is made from `start_branch` or `start_sha` when it is new. Any failure is a 400
 * with a text (`app/services/files/multi_service.rb`, `lib/api/commits.rb`); nothing is then changed.
 */
export function commitActions(context: Context, project: Project, actions: Value): Commit {
  refuseArchived(project)
  const branch = textParameter(context, 'branch')
  const message = textParameter(context, 'commit_message')
  if (branch === undefined) throw missingParameter('branch')
  if (message === undefined) throw missingParameter('commit_message')
  if (!Array.isArray(actions)) throw missingParameter('actions')
  refusePush(context, project, branch, message)
  const start = startOf(context, project, branch)
  const files = { ...start?.files }
  for (const action of actions) if (isTree(action)) applyAction(project, start, files, action)
  const commit = addCommit(project.repository, branch, {
    parents: start === undefined ? [] : [start.id],
    message,
    author: {
      name: textParameter(context, 'author_name') ?? context.user.name,
      email: textParameter(context, 'author_email') ?? context.user.email,
    },
    date: new Date().toISOString(),
    files,
  })
  project.defaultBranch ??= branch
  for (const request of project.mergeRequests) {
    if (request.state === 'opened' && request.sourceBranch === branch) request.headSha = commit.id
  }
  context.saveProject(project)
  return commit
}

function refusePush(context: Context, project: Project, branch: string, message: string): void {
  const role = context.world.projectAccess(context.user.id, project)
  const refused = project.protectedBranches.some(
    ({ name, push }) => protects(name, branch) && (push === 0 || role < push) && !(push === 60 && context.user.admin),
  )
  if (refused || role < 30) throw badRequest('You are not allowed to push into this branch')
  if (project.commitMessageRule !== null && !new RegExp(project.commitMessageRule).test(message)) {
    throw badRequest(`Commit message does not follow the pattern '${project.commitMessageRule}'`)
  }
  if (!/^(?!.*(\.\.|\/\/|@\{))[^\s~^:?*[\\]+(?<!\.lock|\/|\.)$/.test(branch)) {
    throw badRequest(`Branch name is invalid: ${branch}`)
  }
}

function startOf(context: Context, project: Project, branch: string): Commit | undefined {
  const { repository } = project
  const existing = repository.branches[branch]
  const startBranch = textParameter(context, 'start_branch')
  const startSha = textParameter(context, 'start_sha')
  if (existing !== undefined) {
    const force = textParameter(context, 'force') === 'true'
    if ((startBranch ?? startSha) !== undefined && startBranch !== branch && !force) {
      throw badRequest(`A branch called '${branch}' already exists. Switch to that branch in order to make changes`)
    }
    if (!force) return repository.commits[existing]
  }
  const from = startBranch ?? startSha
  if (from === undefined) {
    if (project.defaultBranch === null) return undefined
    throw badRequest('You can only create or edit files when you are on a branch')
  }
  const start = resolveRef(repository, from)
  if (start === undefined) throw badRequest(`Cannot find start_branch '${from}'`)
  return start
}

function applyAction(
  project: Project,
  start: Commit | undefined,
  files: Record<string, string>,
  action: Record<string, Value>,
): void {
  const path = String(action.file_path ?? '').replace(/^\//, '')
  const kind = String(action.action ?? '')
  const source = kind === 'move' ? String(action.previous_path ?? '') : path
  if (path === '' || path.split('/').includes('..')) throw badRequest('Path cannot include directory traversal')
  if (!['create', 'update', 'delete', 'move', 'chmod'].includes(kind)) throw badRequest(`Unknown action '${kind}'`)
  if (kind === 'create' ? path in files : !(source in files)) {
    throw badRequest(kind === 'create' ? 'A file with this name already exists' : "A file with this name doesn't exist")
  }
  if (kind === 'move' && path in files) throw badRequest('A file with this name already exists')
  const expected = action.last_commit_id
  if (start !== undefined && kind !== 'create' && typeof expected === 'string' && expected !== '') {
    if (lastCommitOf(project.repository, start, source).id !== expected) {
      throw badRequest(`The file has changed since you started editing it: ${source}`)
    }
  }
  const old = files[source] ?? ''
  if (kind === 'delete' || kind === 'move') delete files[source]
  if (kind === 'delete' || kind === 'chmod') return
  files[path] = kind === 'move' && action.content === undefined ? old : contentOf(action)
}

function contentOf(action: Record<string, Value>): string {
  const content = String(action.content ?? '')
  return action.encoding === 'base64' ? Buffer.from(content, 'base64').toString('utf8') : content
}
