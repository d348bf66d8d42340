// Commits, their differences, and comparison of two refs (`lib/api/commits.rb`).
import { commitDetailEntity, commitEntity } from '../entities/commit-entity.ts'
import { diffEntities } from '../entities/diff-entity.ts'
import { json, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { missingParameter } from '../http/refusal.ts'
import { history } from '../world/repository.ts'
import { commitActions } from './commit-actions.ts'
import { findCommit } from './file-routes.ts'
import { findProjectAs } from './find-owner.ts'

export const commitRoutes: Route[] = [
  route('GET', '/projects/:id/repository/commits', (context) => {
    const project = findProjectAs(context, 20)
    const start = findCommit(project, textParameter(context, 'ref_name'))
    const path = textParameter(context, 'path')
    const commits = history(project.repository, start).filter((commit) => {
      const before = project.repository.commits[commit.parents[0] ?? '']?.files ?? {}
      return path === undefined || before[path] !== commit.files[path]
    })
    return paginate(context, commits, (commit) => commitEntity(project, commit, context.url))
  }),
  route('POST', '/projects/:id/repository/commits', (context) => {
    const project = findProjectAs(context, 30)
    const commit = commitActions(context, project, context.body.actions ?? null)
    return json(commitDetailEntity(project, commit, context.url), 201)
  }),
  route('GET', '/projects/:id/repository/commits/:sha', (context) => {
    const project = findProjectAs(context, 20)
    return json(commitDetailEntity(project, findCommit(project, context.params.sha), context.url))
  }),
  route('GET', '/projects/:id/repository/commits/:sha/diff', (context) => {
    const project = findProjectAs(context, 20)
    const commit = findCommit(project, context.params.sha)
    const before = project.repository.commits[commit.parents[0] ?? '']?.files ?? {}
    return paginate(context, diffEntities(before, commit.files), (diff) => diff)
  }),
  route('GET', '/projects/:id/repository/compare', (context) => {
    const project = findProjectAs(context, 20)
    const [from, to] = ['from', 'to'].map((name) => {
      const ref = textParameter(context, name)
      if (ref === undefined) throw missingParameter(name)
      return findCommit(project, ref)
    })
    if (from === undefined || to === undefined) throw missingParameter('from')
    const known = new Set(history(project.repository, from).map(({ id }) => id))
    const commits = history(project.repository, to).filter(({ id }) => !known.has(id))
    const base = history(project.repository, to).find(({ id }) => known.has(id))
    return json({
      commit: commits[0] === undefined ? null : commitEntity(project, commits[0], context.url),
      commits: commits.map((commit) => commitEntity(project, commit, context.url)).reverse(),
      diffs: diffEntities((textParameter(context, 'straight') === 'true' ? from : base)?.files ?? {}, to.files),
      compare_timeout: false,
      compare_same_ref: from.id === to.id,
      web_url: `${context.url}/${project.fullPath}/-/compare/${from.id}...${to.id}`,
    })
  }),
]
