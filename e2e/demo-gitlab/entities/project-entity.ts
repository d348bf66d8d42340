// A project as the API shows it (`lib/api/entities/project.rb`).
import type { Context } from '../http/context.ts'
import { isSince } from '../world/is-since.ts'
import type { Project } from '../world/project.ts'

/** The whole entity. A role below Maintainer does not see the CI settings (`ci_config_path` and the like). */
export function projectEntity(context: Context, project: Project): Record<string, unknown> {
  const { world, user } = context
  const access = world.projectAccess(user.id, project)
  const parent = project.forkedFromId === null ? undefined : world.project(project.forkedFromId)
  return {
    ...simpleProjectEntity(context, project),
    visibility: project.visibility,
    archived: project.archived,
    empty_repo: project.defaultBranch === null,
    builds_access_level: project.buildsEnabled ? 'enabled' : 'disabled',
    jobs_enabled: project.buildsEnabled,
    merge_requests_enabled: true,
    issues_enabled: true,
    merge_method: 'merge',
    squash_option: 'default_off',
    remove_source_branch_after_merge: true,
    only_allow_merge_if_pipeline_succeeds: false,
    shared_runners_enabled: true,
    creator_id: 1,
    ...(parent === undefined ? {} : { forked_from_project: simpleProjectEntity(context, parent) }),
    ...(access >= 40
      ? {
          ci_config_path: project.ciConfigPath ?? '',
          ci_id_token_sub_claim_components: ['project_path', 'ref_type', 'ref'],
          ...pipelineSettings(project, world.version),
        }
      : {}),
    permissions: {
      project_access: memberAccess(project.members.find((member) => member.userId === user.id)?.accessLevel),
      group_access: memberAccess(world.groupAccess(user.id, world.groupOf(project))),
    },
    _links: { self: `${context.url}/api/v4/projects/${project.id}` },
  }
}

/** The short form, given for `simple=true` and inside other entities. */
export function simpleProjectEntity({ world, url }: Context, project: Project): Record<string, unknown> {
  const group = world.groupOf(project)
  const names = [...world.ancestry(group)].reverse().map((one) => one.name)
  return {
    id: project.id,
    description: project.description,
    name: project.name,
    name_with_namespace: [...names, project.name].join(' / '),
    path: project.path,
    path_with_namespace: project.fullPath,
    created_at: project.createdAt,
    default_branch: project.defaultBranch,
    tag_list: [],
    topics: [],
    ssh_url_to_repo: `ssh://git@${new URL(url).host}/${project.fullPath}.git`,
    http_url_to_repo: `${url}/${project.fullPath}.git`,
    web_url: `${url}/${project.fullPath}`,
    readme_url: null,
    avatar_url: null,
    forks_count: 0,
    star_count: 0,
    last_activity_at: project.mergeRequests.at(-1)?.updatedAt ?? project.createdAt,
    namespace: {
      id: group.id,
      name: group.name,
      path: group.path,
      kind: 'group',
      full_path: group.fullPath,
      parent_id: group.parentId,
      avatar_url: null,
      web_url: `${url}/groups/${group.fullPath}`,
    },
  }
}

function memberAccess(level: number | undefined): { access_level: number; notification_level: number } | null {
  return level === undefined || level === 0 ? null : { access_level: level, notification_level: 3 }
}

/** What an older GitLab has no setting for is not in the answer (`lib/api/entities/project.rb`). */
function pipelineSettings(project: Project, version: string): Record<string, unknown> {
  const { pipelineVariablesFrom: from, protectsMergeRequests } = project
  return {
    restrict_user_defined_variables: from !== 'developer',
    ...(isSince(version, '17.1') ? { ci_pipeline_variables_minimum_override_role: from } : {}),
    ...(isSince(version, '18.10') ? { protect_merge_request_pipelines: protectsMergeRequests } : {}),
  }
}
