// The kinds of pipelines that matter for a role, as what is known of GitLab's predefined variables in each.

import { scopeCovers } from './environment-scope'
import type { Project } from './estate'
import { barePath } from './gitlab-instance'
import type { KnownValue, Lookup } from './rule-expression'

export type RefKind = 'branch' | 'tag' | 'merge_request'

/** One kind of pipeline. `certain` is false where it is not known whether the project can have such a pipeline at all. */
export type World = { source: string; ref: RefKind; refName: KnownValue; lookup: Lookup; certain: boolean }

export type Trigger = 'merge_request' | 'unprotected_ref' | 'tag' | 'schedule'

type Refs = Pick<Project, 'fullPath' | 'defaultBranch' | 'protectedBranches' | 'protectedTags' | 'settings'>

/** Sources that a branch or tag pipeline can have. Source: docs.gitlab.com, `CI_PIPELINE_SOURCE`. */
const sources = ['push', 'web', 'api', 'schedule', 'trigger', 'pipeline', 'parent_pipeline', 'chat']

const some: KnownValue = { some: true, never: [] }

/**
 * Takes a project's refs and a trigger, and gives the worlds in which a job would meet it; none where no such pipeline
 * can exist (every branch and tag is protected). The default branch is protected where a protected name matches it.
 */
export function worldsOf(trigger: Trigger, project: Refs): World[] {
  if (trigger === 'merge_request') return mergeRequestWorlds(project)
  if (trigger === 'tag') return sources.map((source) => world(project, source, 'tag', some, undefined, true))
  if (trigger === 'schedule') return [world(project, 'schedule', 'branch', some, undefined, true)]
  return [
    ...unprotectedWorlds(project, 'branch', project.protectedBranches),
    ...unprotectedWorlds(project, 'tag', project.protectedTags, project.protectedBranches ?? []),
  ]
}

/**
 * May a merge request of the project run as protected? Both its branches must be protected, and since they are two, one
 * protected name without `*` is not enough. Null where GitLab did not tell the setting, or which branches are protected.
 * Source: GitLab merge request 188008, `protect_merge_request_pipelines`; one from a fork never is.
 */
export function mergeRequestsMayBeProtected(project: Pick<Project, 'protectedBranches' | 'settings'>): boolean | null {
  const { protectedBranches: names, settings } = project
  if (settings?.protectsMergeRequests === false) return false
  if (names !== null && names.length < 2 && !names.some((name) => name.includes('*'))) return false
  return names === null ? null : (settings?.protectsMergeRequests ?? null)
}

/** Any merge request, and one between protected branches where that may run as protected. */
function mergeRequestWorlds(project: Refs): World[] {
  const usual = world(project, 'merge_request_event', 'merge_request', some, 'false', true)
  const guarded = mergeRequestsMayBeProtected(project)
  if (guarded === false) return [usual]
  return [usual, world(project, 'merge_request_event', 'merge_request', some, 'true', guarded === true)]
}

/** `taken`: names that no such ref is assumed to have, since a tag named like a protected branch is no honest case. */
function unprotectedWorlds(
  project: Refs,
  ref: RefKind,
  protectedNames: string[] | null,
  taken: string[] = [],
): World[] {
  if (protectedNames?.some((name) => scopeCovers(name, '*'))) return []
  const refName: KnownValue = { some: true, never: [...(protectedNames ?? []), ...taken] }
  return sources.map((source) => world(project, source, ref, refName, 'false', protectedNames !== null))
}

function world(
  project: Refs,
  source: string,
  ref: RefKind,
  refName: KnownValue,
  refProtected: 'true' | 'false' | undefined,
  certain: boolean,
): World {
  const path = barePath(project.fullPath)
  const known = new Map<string, KnownValue>([
    ['CI', { text: 'true' }],
    ['GITLAB_CI', { text: 'true' }],
    ['CI_PIPELINE_SOURCE', { text: source }],
    ['CI_COMMIT_BRANCH', ref === 'branch' ? refName : { text: null }],
    ['CI_COMMIT_TAG', ref === 'tag' ? refName : { text: null }],
    ['CI_COMMIT_REF_NAME', refName],
    ['CI_COMMIT_REF_SLUG', some],
    ['CI_COMMIT_SHA', some],
    ['CI_COMMIT_SHORT_SHA', some],
    ['CI_PROJECT_PATH', { text: path }],
    ['CI_PROJECT_NAME', { text: path.split('/').at(-1) ?? '' }],
    ['CI_PROJECT_NAMESPACE', { text: path.split('/').slice(0, -1).join('/') }],
    ['CI_PROJECT_ROOT_NAMESPACE', { text: path.split('/')[0] ?? '' }],
  ])
  if (project.defaultBranch !== null) known.set('CI_DEFAULT_BRANCH', { text: project.defaultBranch })
  if (refProtected !== undefined) known.set('CI_COMMIT_REF_PROTECTED', { text: refProtected })
  if (ref === 'merge_request' && refProtected === 'true') {
    known.set('CI_MERGE_REQUEST_SOURCE_BRANCH_PROTECTED', { text: 'true' })
    known.set('CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED', { text: 'true' })
  }
  return { source, ref, refName, certain, lookup: (name) => known.get(name) ?? mergeRequestVariable(name, ref) }
}

/** CI_OPEN_MERGE_REQUESTS is set in branch pipelines too; all others only in merge request pipelines. */
function mergeRequestVariable(name: string, ref: RefKind): KnownValue | undefined {
  if (!name.startsWith('CI_MERGE_REQUEST_')) return undefined
  if (ref !== 'merge_request') return { text: null }
  return name === 'CI_MERGE_REQUEST_ID' || name === 'CI_MERGE_REQUEST_IID' ? some : undefined
}
