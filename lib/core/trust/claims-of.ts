// The claims that GitLab puts into the ID token of a job, for each way in which a pipeline can start.

import type { Tier } from '@/lib/core/inventory/estate'
import { barePath, instanceOf } from '@/lib/core/inventory/gitlab-instance'
import type { Claims } from './bound-claims'

export const triggers = [
  'push',
  'protected-push',
  'tag',
  'protected-tag',
  'merge-request',
  'fork-merge-request',
  'schedule',
  'web',
  'api',
  'child-pipeline',
] as const

export type Trigger = (typeof triggers)[number]

export type TokenProject = {
  id: number
  fullPath: string
  groupPath: string
  ciConfigPath: string
  /** Of the group, where it is known. */
  groupId?: number
  visibility?: 'private' | 'internal' | 'public'
}

/** Who starts the pipeline. */
export type TokenUser = { id: number; login: string; email: string | null; accessLevel: string | null }

export type TokenEnvironment = {
  name: string
  protected: boolean
  tier: Tier
  action: 'start' | 'prepare' | 'stop' | 'verify' | 'access'
}

export type TokenRequest = {
  /** Of GitLab, with scheme: the issuer. */
  gitlabUrl: string
  audience: string
  project: TokenProject
  trigger: Trigger
  /** Branch or tag; for a merge request its source branch. Left out: one that suits the trigger. */
  ref?: string
  /** Left out: as the trigger says; schedules and pipelines by web, api or a parent run on a protected branch. */
  refProtected?: boolean
  /** The project that a merge request from a fork comes from. */
  fork?: TokenProject
  /** Of a merge request inside of the project, where `refProtected` is left out. */
  mergeRequest?: { protectedPipelines: boolean; sourceProtected: boolean; targetProtected: boolean }
  user?: TokenUser
  /** Left out: a version that has all claims. */
  gitlabVersion?: string
  /** The job's environment; null for a job without. */
  environment: TokenEnvironment | null
}

/**
 * Gives the claims of one job's ID token. All scalars that a role may bind are strings, `ref_protected` and
 * `environment_protected` too; times and `runner_id` are left out, since they depend on the moment. A merge request
 * has its source branch as `ref` and type `branch`; one from a fork names the fork as project, and the running project
 * in `job_project_*` (18.4+). The four `environment` claims exist only for a job with an environment. What the request
 * does not tell - the group's id, the user, the visibility - has no claim.
 * Sources: GitLab `lib/gitlab/ci/jwt.rb`, `lib/gitlab/ci/jwt_v2.rb`, `lib/json_web_token/user_project_token_claims.rb`,
 * docs.gitlab.com/ci/secrets/id_token_authentication.
 */
export function claimsOf(request: TokenRequest): Claims {
  const { gitlabUrl, audience, trigger, environment } = request
  const project = asGitlabWrites(request.project)
  const facts = factsOf[trigger]
  const source = trigger === 'fork-merge-request' ? (request.fork ?? defaultFork(project)) : project
  const ref = request.ref ?? facts.ref
  const refPath = `${facts.refType === 'tag' ? 'refs/tags' : 'refs/heads'}/${ref}`
  const refProtected = request.refProtected ?? protectedByMergeRequest(request) ?? facts.refProtected
  const claims: Claims = {
    iss: gitlabUrl,
    aud: audience,
    sub: `project_path:${source.fullPath}:ref_type:${facts.refType}:ref:${ref}`,
    project_id: String(source.id),
    project_path: source.fullPath,
    ...(source.groupId === undefined ? {} : { namespace_id: String(source.groupId) }),
    namespace_path: source.groupPath,
    job_project_id: String(project.id),
    job_project_path: project.fullPath,
    ...(project.groupId === undefined ? {} : { job_namespace_id: String(project.groupId) }),
    job_namespace_path: project.groupPath,
    ...(project.visibility === undefined ? {} : { project_visibility: project.visibility }),
    ...(request.user === undefined ? {} : userClaims(request.user)),
    pipeline_source: facts.pipelineSource,
    ref,
    ref_type: facts.refType,
    ref_path: refPath,
    ref_protected: String(refProtected),
    ci_config_ref_uri: configRefUri(gitlabUrl, source, refPath),
    ...(environment === null ? {} : environmentClaims(environment)),
  }
  return request.gitlabVersion === undefined ? claims : ofVersion(claims, request.gitlabVersion)
}

function asGitlabWrites(project: TokenProject): TokenProject {
  if (instanceOf(project.fullPath) === null) return project
  return { ...project, fullPath: barePath(project.fullPath), groupPath: barePath(project.groupPath) }
}

/** With `protect_merge_request_pipelines` a merge request between protected branches runs as protected. */
function protectedByMergeRequest({ trigger, mergeRequest }: TokenRequest): boolean | undefined {
  if (trigger !== 'merge-request' || mergeRequest === undefined) return undefined
  return mergeRequest.protectedPipelines && mergeRequest.sourceProtected && mergeRequest.targetProtected
}

function userClaims(user: TokenUser): Claims {
  return {
    user_id: String(user.id),
    user_login: user.login,
    user_email: user.email,
    user_access_level: user.accessLevel,
  }
}

/** The version of GitLab that first has the claim. */
const since: Record<string, readonly [major: number, minor: number]> = {
  deployment_tier: [15, 2],
  ref_path: [16, 0],
  ci_config_ref_uri: [16, 2],
  project_visibility: [16, 3],
  environment_action: [16, 5],
  user_access_level: [16, 9],
  job_project_id: [18, 4],
  job_project_path: [18, 4],
  job_namespace_id: [18, 4],
  job_namespace_path: [18, 4],
}

/** What a version lacks, by its text: worked out once, since a page asks for thousands of tokens of one GitLab. */
const lacking = new Map<string, readonly string[]>()

function lackingIn(version: string): readonly string[] {
  const known = lacking.get(version)
  if (known !== undefined) return known
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0)
  const names = Object.entries(since)
    .filter(([, first]) => major < first[0] || (major === first[0] && minor < first[1]))
    .map(([name]) => name)
  if (lacking.size >= 100) lacking.clear()
  lacking.set(version, names)
  return names
}

/** The claims themselves where the version has all of them. */
function ofVersion(claims: Claims, version: string): Claims {
  const names = lackingIn(version)
  if (names.length === 0) return claims
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)))
}

function environmentClaims(environment: TokenEnvironment): Claims {
  return {
    environment: environment.name,
    environment_protected: String(environment.protected),
    environment_action: environment.action,
    deployment_tier: environment.tier,
  }
}

/** Null where the configuration lies outside the project. */
function configRefUri(gitlabUrl: string, project: TokenProject, refPath: string): string | null {
  if (/@|^https?:/.test(project.ciConfigPath)) return null
  const host = gitlabUrl.replace(/^https?:\/\//, '')
  return `${host}/${project.fullPath}//${project.ciConfigPath}@${refPath}`
}

function defaultFork(project: TokenProject): TokenProject {
  const name = project.fullPath.split('/').at(-1)
  return { ...project, id: project.id + 1_000_000, fullPath: `fork/${name}`, groupPath: 'fork' }
}

type TriggerFacts = { pipelineSource: string; ref: string; refType: 'branch' | 'tag'; refProtected: boolean }

function branch(pipelineSource: string, ref: string, refProtected: boolean): TriggerFacts {
  return { pipelineSource, ref, refType: 'branch', refProtected }
}

const factsOf: Record<Trigger, TriggerFacts> = {
  push: branch('push', 'feature', false),
  'protected-push': branch('push', 'main', true),
  tag: { pipelineSource: 'push', ref: 'v1.0.0', refType: 'tag', refProtected: false },
  'protected-tag': { pipelineSource: 'push', ref: 'v1.0.0', refType: 'tag', refProtected: true },
  'merge-request': branch('merge_request_event', 'feature', false),
  'fork-merge-request': branch('merge_request_event', 'feature', false),
  schedule: branch('schedule', 'main', true),
  web: branch('web', 'main', true),
  api: branch('api', 'main', true),
  'child-pipeline': branch('parent_pipeline', 'main', true),
}
