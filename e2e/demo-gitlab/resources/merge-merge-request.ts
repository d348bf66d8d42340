// Merging a merge request: the changed files of the source go into the target's head.
import { type Context, flagParameter, textParameter } from '../http/context.ts'
import { Refusal, unauthorized } from '../http/refusal.ts'
import { isDraft, type MergeRequest } from '../world/merge-request.ts'
import type { Project } from '../world/project.ts'
import { protects } from '../world/protected-ref.ts'
import { addCommit, resolveRef } from '../world/repository.ts'

/** Refuses drafts and closed ones with 405, a moved head (`sha`) with 409, conflicts with 422. */
export function mergeMergeRequest(context: Context, project: Project, request: MergeRequest): void {
  const { repository } = project
  if (request.state !== 'opened' || isDraft(request.title))
    throw new Refusal(405, { message: '405 Method Not Allowed' })
  const role = context.world.projectAccess(context.user.id, project)
  if (project.protectedBranches.some(({ name, merge }) => protects(name, request.targetBranch) && role < merge)) {
    throw unauthorized()
  }
  const sha = textParameter(context, 'sha')
  if (sha !== undefined && sha !== request.headSha) {
    throw new Refusal(409, { message: `SHA does not match HEAD of source branch: ${request.headSha}` })
  }
  const source = repository.commits[request.headSha]
  const base = repository.commits[request.baseSha]
  const target = resolveRef(repository, request.targetBranch)
  if (source === undefined || base === undefined || target === undefined) {
    throw new Refusal(422, { message: 'Branch cannot be merged' })
  }
  const files = { ...target.files }
  for (const path of new Set([...Object.keys(base.files), ...Object.keys(source.files)])) {
    if (base.files[path] === source.files[path]) continue
    if (target.files[path] !== base.files[path] && target.files[path] !== source.files[path]) {
      throw new Refusal(422, { message: 'Branch cannot be merged' })
    }
    const content = source.files[path]
    if (content === undefined) delete files[path]
    else files[path] = content
  }
  const now = new Date().toISOString()
  const commit = addCommit(repository, request.targetBranch, {
    parents: [target.id, source.id],
    message:
      textParameter(context, 'merge_commit_message') ??
      `Merge branch '${request.sourceBranch}' into '${request.targetBranch}'\n\n${request.title}\n\nSee merge request ${project.fullPath}!${request.iid}`,
    author: { name: context.user.name, email: context.user.email },
    date: now,
    files,
  })
  Object.assign(request, { state: 'merged', mergedAt: now, updatedAt: now, mergeCommitSha: commit.id })
  const remove = flagParameter(context, 'should_remove_source_branch') ?? request.removeSourceBranch
  if (remove) delete repository.branches[request.sourceBranch]
  context.saveProject(project)
}
