// CI lint of a project (`lib/api/lint.rb`): the file in the repository by GET, any content by POST.
import type { CiVariables } from '../ci/evaluate-if.ts'
import type { IncludeContext } from '../ci/expand-includes.ts'
import { lintConfig } from '../ci/lint-config.ts'
import { type Context, flagParameter, json, type Reply, type Route, route, textParameter } from '../http/context.ts'
import { missingParameter, notFound } from '../http/refusal.ts'
import type { Project } from '../world/project.ts'
import { protects } from '../world/protected-ref.ts'
import type { Commit } from '../world/repository.ts'
import type { Variable } from '../world/variable.ts'
import { findCommit } from './file-routes.ts'
import { findProjectAs } from './find-owner.ts'

/** Variables that `include` and `rules` can see: predefined ones, then instance, group and project level with scope `*`. */
function visibleVariables(context: Context, project: Project, ref: string, commit: Commit): CiVariables {
  const isTag = project.repository.branches[ref] === undefined && project.repository.tags[ref] !== undefined
  const isProtected = [...(isTag ? project.protectedTags : project.protectedBranches)].some(({ name }) =>
    protects(name, ref),
  )
  const group = context.world.groupOf(project)
  const levels: Variable[][] = [
    context.world.instanceVariables,
    ...context.world
      .ancestry(group)
      .reverse()
      .map(({ variables }) => variables),
    project.variables,
  ]
  const variables: CiVariables = {
    CI: 'true',
    CI_PIPELINE_SOURCE: 'push',
    CI_PROJECT_ID: String(project.id),
    CI_PROJECT_NAME: project.path,
    CI_PROJECT_PATH: project.fullPath,
    CI_PROJECT_NAMESPACE: group.fullPath,
    CI_DEFAULT_BRANCH: project.defaultBranch ?? '',
    CI_COMMIT_SHA: commit.id,
    CI_COMMIT_REF_NAME: ref,
    CI_COMMIT_REF_PROTECTED: String(isProtected),
    ...(isTag ? { CI_COMMIT_TAG: ref } : { CI_COMMIT_BRANCH: ref }),
    CI_SERVER_URL: context.url,
  }
  for (const one of levels.flat()) {
    if (one.environment_scope === '*' && (!one.protected || isProtected)) variables[one.key] = one.value
  }
  return variables
}

function lint(context: Context, project: Project, commit: Commit, ref: string, content: string | undefined): Reply {
  const include: IncludeContext = {
    world: context.world,
    userId: context.user.id,
    url: context.url,
    project,
    commit,
    variables: visibleVariables(context, project, ref, commit),
    includes: [],
  }
  const dryRun = flagParameter(context, 'dry_run') ?? false
  return json(lintConfig(content, include, { dryRun, includeJobs: flagParameter(context, 'include_jobs') ?? false }))
}

/** The root file that the project's CI path names; one in another project becomes an include, as in GitLab. */
function rootContent(project: Project, commit: Commit): string | undefined {
  const configured = project.ciConfigPath ?? '.gitlab-ci.yml'
  if (/^https?:/.test(configured)) return `include: [{remote: ${JSON.stringify(configured)}}]\n`
  const [file, elsewhere] = configured.split('@')
  if (elsewhere === undefined) return commit.files[configured]
  const [name, ref] = elsewhere.split(':')
  return `include: [${JSON.stringify({ project: name, file, ...(ref === undefined ? {} : { ref }) })}]\n`
}

export const lintRoutes: Route[] = [
  route('GET', '/projects/:id/ci/lint', (context) => {
    const project = findProjectAs(context, 20)
    if (project.defaultBranch === null) throw notFound('Repository')
    const contentRef = textParameter(context, 'content_ref') ?? textParameter(context, 'sha')
    const ref = contentRef ?? project.defaultBranch
    const commit = findCommit(project, ref)
    const runRef = textParameter(context, 'dry_run_ref') ?? textParameter(context, 'ref') ?? ref
    return lint(context, project, commit, runRef, rootContent(project, commit))
  }),
  route('POST', '/projects/:id/ci/lint', (context) => {
    const project = findProjectAs(context, 30)
    const content = textParameter(context, 'content')
    if (content === undefined) throw missingParameter('content')
    const ref = textParameter(context, 'ref') ?? project.defaultBranch ?? 'main'
    if (project.defaultBranch === null) throw notFound('Repository')
    return lint(context, project, findCommit(project, ref), ref, content)
  }),
]
