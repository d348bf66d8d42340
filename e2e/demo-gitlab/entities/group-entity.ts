// A group as the API shows it (`lib/api/entities/group.rb`).
import type { Context } from '../http/context.ts'
import type { Group } from '../world/group.ts'

export function groupEntity({ world, url }: Context, group: Group): Record<string, unknown> {
  const names = [...world.ancestry(group)].reverse().map((one) => one.name)
  return {
    id: group.id,
    web_url: `${url}/groups/${group.fullPath}`,
    name: group.name,
    path: group.path,
    description: group.description,
    visibility: group.visibility,
    share_with_group_lock: false,
    require_two_factor_authentication: false,
    project_creation_level: 'developer',
    auto_devops_enabled: null,
    subgroup_creation_level: 'maintainer',
    emails_disabled: false,
    mentions_disabled: null,
    lfs_enabled: true,
    default_branch: null,
    avatar_url: null,
    request_access_enabled: true,
    full_name: names.join(' / '),
    full_path: group.fullPath,
    created_at: group.createdAt,
    parent_id: group.parentId,
    organization_id: 1,
    shared_runners_setting: 'enabled',
  }
}
