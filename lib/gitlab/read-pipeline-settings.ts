// Two settings of projects that decide who may bend a pipeline: 100 projects of a group a request, or one by its path.
import { z } from 'zod'
import type { PipelineSettings } from '@/lib/core/inventory/estate'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'

/** Everything else in the answer, such as the token for runners, is dropped here. */
const projectSchema = z.object({
  id: z.number(),
  restrict_user_defined_variables: z.boolean().nullish().catch(null),
  ci_pipeline_variables_minimum_override_role: z.string().nullish().catch(null),
  protect_merge_request_pipelines: z.boolean().nullish().catch(null),
})

type ProjectAnswer = z.infer<typeof projectSchema>

const roles = ['developer', 'maintainer', 'owner', 'no_one_allowed'] as const

/**
 * Below Maintainer GitLab leaves the fields out, and an older one does not have them: null. Where variables are not
 * restricted the role does not count (GitLab `app/models/project_ci_cd_setting.rb`, override_pipeline_variables_allowed?);
 * before 17.1 there is no role, and Maintainer is what restricted means (doc/api/projects.md).
 */
function settingsOf(project: ProjectAnswer): PipelineSettings {
  const { restrict_user_defined_variables: restricted, ci_pipeline_variables_minimum_override_role: role } = project
  const named = roles.find((one) => one === role) ?? null
  const least = role == null && restricted === true ? 'maintainer' : named
  return {
    variablesFrom: restricted === false ? 'developer' : least,
    protectsMergeRequests: project.protect_merge_request_pipelines ?? null,
  }
}

export type SettingsById = { id: number; settings: PipelineSettings }

/**
 * One page of the projects in a group and below, `offset` a multiple of `size`. Only REST tells both: `protect_merge_request_pipelines`
 * is in no GraphQL type, and in REST since 18.10 (GitLab merge request 216943). Fails with `GitlabError`.
 */
export async function readSettingsPage(
  client: GitlabClient,
  group: string,
  { offset, size }: { offset: number; size: number },
): Promise<{ readings: SettingsById[]; last: boolean }> {
  const found = await client.rest.Groups.allProjects(group, {
    page: Math.floor(offset / size) + 1,
    perPage: size,
    maxPages: 1,
    showExpanded: true,
    includeSubgroups: true,
    withShared: false,
    orderBy: 'id',
    sort: 'asc',
  })
  const projects = parseAnswer(z.array(projectSchema), found.data)
  const readings = projects.map((one) => ({ id: one.id, settings: settingsOf(one) }))
  return { readings, last: !found.paginationInfo.next }
}

/** Of one project. Fails with `GitlabError`. */
export async function readSettings(client: GitlabClient, path: string): Promise<SettingsById> {
  const found = parseAnswer(projectSchema, await client.rest.Projects.show(path))
  return { id: found.id, settings: settingsOf(found) }
}
