// Runners and their machines (`app/graphql/types/ci/runner_type.rb`, `runner_manager_type.rb`).
import type { Group } from '../world/group.ts'
import type { Runner } from '../world/runner.ts'
import { connection, type Field, type ObjectType, scalar } from './field.ts'

type Manager = Runner['managers'][number]

/**
 * `Resolvers::Ci::GroupRunnersResolver`: those of the group and what is below it; with ALL_AVAILABLE also those of the groups
 * above and of the instance. Below Maintainer it is null without an error.
 */
export const groupRunners: Field = connection<Group>(
  'CiRunner',
  (group, { membership }, { world, user }) => {
    if (world.groupAccess(user.id, group) < 40) return null
    return world.runners.filter(({ owner }) => {
      if (owner === null) return membership === 'ALL_AVAILABLE'
      const above = membership === 'ALL_AVAILABLE' && group.fullPath.startsWith(`${owner}/`)
      return above || owner === group.fullPath || owner.startsWith(`${group.fullPath}/`)
    })
  },
  { args: ['membership', 'paused', 'status', 'type', 'tagList', 'search', 'sort'] },
)

export const runnerType: ObjectType = {
  id: scalar<Runner>(({ id }) => `gid://gitlab/Ci::Runner/${id}`),
  description: scalar<Runner>(({ description }) => description),
  runnerType: scalar<Runner>(({ type }) => type.toUpperCase()),
  tagList: scalar<Runner>(({ tags }) => tags),
  runUntagged: scalar<Runner>(({ runUntagged }) => runUntagged),
  accessLevel: scalar<Runner>(({ accessLevel }) => accessLevel.toUpperCase()),
  paused: scalar<Runner>(({ paused }) => paused),
  status: scalar<Runner>(({ status }) => status.toUpperCase()),
  managers: connection<Runner>('CiRunnerManager', ({ managers }) => managers),
  groups: connection<Runner>('Group', ({ type, owner }, _args, { world }) =>
    type === 'group_type' && owner !== null ? [world.group(owner)].filter((one) => one !== undefined) : [],
  ),
  projects: connection<Runner>('Project', ({ type, owner }, _args, { world }) =>
    type === 'project_type' && owner !== null ? [world.project(owner)].filter((one) => one !== undefined) : [],
  ),
}

export const managerType: ObjectType = {
  id: scalar<Manager>(({ id }) => `gid://gitlab/Ci::RunnerManager/${id}`),
  version: scalar<Manager>(({ version }) => version),
  status: scalar<Manager>(({ status }) => status.toUpperCase()),
}
