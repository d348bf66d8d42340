// A project and what hangs on it (`app/graphql/types/project_type.rb`).
import type { Environment, Project } from '../world/project.ts'
import { protects } from '../world/protected-ref.ts'
import { connection, type GraphqlContext, type ObjectType, object, scalar } from './field.ts'
import { jobsOf } from './job-types.ts'
import { sortVariables } from './variable-types.ts'

function role(project: Project, { world, user }: GraphqlContext): number {
  return world.projectAccess(user.id, project)
}

/** The rows for a role, else null without an error, as GitLab answers. */
function from<Row>(least: number, rows: (project: Project) => Row[]) {
  return (project: Project, _args: unknown, context: GraphqlContext) =>
    role(project, context) >= least ? rows(project) : null
}

interface BranchRule {
  name: string
  project: Project
}

function branchRules(project: Project): BranchRule[] {
  return project.protectedBranches.map(({ name }) => ({ name, project }))
}

export const projectType: ObjectType = {
  id: scalar<Project>(({ id }) => `gid://gitlab/Project/${id}`),
  name: scalar<Project>(({ name }) => name),
  path: scalar<Project>(({ path }) => path),
  fullPath: scalar<Project>(({ fullPath }) => fullPath),
  description: scalar<Project>(({ description }) => description),
  visibility: scalar<Project>(({ visibility }) => visibility),
  archived: scalar<Project>(({ archived }) => archived),
  jobsEnabled: scalar<Project>(({ buildsEnabled }) => buildsEnabled),
  createdAt: scalar<Project>(({ createdAt }) => createdAt),
  webUrl: scalar<Project>(({ fullPath }, _args, { url }) => `${url}/${fullPath}`),
  ciConfigPathOrDefault: scalar<Project>(({ ciConfigPath }) => ciConfigPath ?? '.gitlab-ci.yml'),
  maxAccessLevel: object<Project>('AccessLevel', (project, _args, context) => role(project, context)),
  repository: object<Project>('Repository', (project) => project),
  group: object<Project>('Group', (project, _args, { world }) => world.groupOf(project)),
  namespace: object<Project>('Namespace', (project, _args, { world }) => world.groupOf(project)),
  forkedFrom: object<Project>('Project', ({ forkedFromId }, _args, { world }) =>
    forkedFromId === null ? null : (world.project(forkedFromId) ?? null),
  ),
  ciVariables: connection<Project>(
    'CiProjectVariable',
    (project, args, context) => (role(project, context) >= 40 ? sortVariables(project.variables, args.sort) : null),
    { args: ['sort'] },
  ),
  branchRules: connection<Project>('BranchRule', from(40, branchRules)),
  environments: connection<Project>(
    'Environment',
    (project, args, context) => {
      if (role(project, context) < 20) return null
      const states = Array.isArray(args.states) ? args.states : undefined
      return project.environments.filter(
        (one) =>
          (states === undefined || states.includes(one.state)) &&
          (args.name === undefined || args.name === one.name) &&
          (typeof args.search !== 'string' || one.name.includes(args.search)),
      )
    },
    { args: ['name', 'search', 'states', 'type', 'sort'], oncePerOperation: true },
  ),
  environment: object<Project>(
    'Environment',
    ({ environments }, args) => environments.find((one) => one.name === args.name) ?? null,
    ['name', 'id'],
    1,
  ),
  jobs: connection<Project>('CiJob', from(20, jobsOf), {
    args: ['statuses', 'withArtifacts', 'name'],
    oncePerOperation: true,
  }),
  pipelines: connection<Project>(
    'Pipeline',
    (project, { updatedAfter }, context) =>
      role(project, context) < 20
        ? null
        : project.pipelines.filter(({ createdAt }) => typeof updatedAfter !== 'string' || createdAt >= updatedAfter),
    { args: ['ref', 'sha', 'source', 'status', 'scope', 'updatedAfter', 'updatedBefore'] },
  ),
  pipelineSchedules: connection<Project>(
    'PipelineSchedule',
    from(30, (project) => project.schedules),
    { args: ['status', 'ids', 'sort'], oncePerOperation: true },
  ),
}

export const repositoryType: ObjectType = {
  rootRef: scalar<Project>(({ defaultBranch }) => defaultBranch, 1),
  empty: scalar<Project>(({ defaultBranch }) => defaultBranch === null, 1),
  exists: scalar<Project>(() => true, 1),
}

export const branchRuleType: ObjectType = {
  id: scalar<BranchRule>(({ name }) => `gid://gitlab/Projects::BranchRule/${name}`),
  name: scalar<BranchRule>(({ name }) => name),
  isDefault: scalar<BranchRule>(({ name, project }) => name === project.defaultBranch, 1),
  isProtected: scalar<BranchRule>(() => true),
  matchingBranchesCount: scalar<BranchRule>(
    ({ name, project }) => Object.keys(project.repository.branches).filter((branch) => protects(name, branch)).length,
    1,
  ),
}

export const environmentType: ObjectType = {
  id: scalar<Environment>(({ id }) => `gid://gitlab/Environment/${id}`),
  name: scalar<Environment>(({ name }) => name),
  slug: scalar<Environment>(({ slug }) => slug),
  state: scalar<Environment>(({ state }) => state),
  tier: scalar<Environment>(({ tier }) => tier.toUpperCase()),
  externalUrl: scalar<Environment>(({ externalUrl }) => externalUrl),
  createdAt: scalar<Environment>(({ createdAt }) => createdAt),
}
