// Pipeline schedules of one project with their variables' metadata, and its environments. GitLab allows these fields for one
// project per operation (app/graphql/types/project_type.rb), so this is one request a project.
import { z } from 'zod'
import type { Environment, Schedule } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'
import { numberOf, pageInfo, variableOf } from './variable-node'

const query = `query schedules($path: ID!, $after: String, $environmentsAfter: String, $schedules: Boolean!, $environments: Boolean!) {
  project(fullPath: $path) {
    pipelineSchedules(first: 100, after: $after) @include(if: $schedules) { pageInfo { hasNextPage endCursor }
      nodes { id description: description ref active variables(first: 100) { pageInfo { hasNextPage endCursor } nodes { key variableType raw } } } }
    environments(first: 100, after: $environmentsAfter) @include(if: $environments) { pageInfo { hasNextPage endCursor }
      nodes { name tier state } } } }`

const tiers = z.enum(['production', 'staging', 'testing', 'development', 'other'])

const environmentNode = z.object({
  name: z.string(),
  tier: z.string().toLowerCase().pipe(tiers).nullish(),
  state: z.string().nullish(),
})

const schedulesSchema = z.object({
  project: z
    .object({
      pipelineSchedules: z
        .object({
          pageInfo,
          nodes: z.array(
            z.object({
              id: z.string(),
              description: z.string().nullish(),
              ref: z.string().nullish(),
              active: z.boolean().nullish(),
              variables: z
                .object({
                  pageInfo,
                  nodes: z.array(
                    z.object({
                      key: z.string(),
                      variableType: z.enum(['ENV_VAR', 'FILE']).nullable(),
                      raw: z.boolean().nullish(),
                    }),
                  ),
                })
                .nullish(),
            }),
          ),
        })
        .nullish(),
      environments: z.object({ pageInfo, nodes: z.array(environmentNode) }).nullish(),
    })
    .nullable(),
})

export type PlacesReading = {
  /** Null: not permitted. */
  schedules: Schedule[] | null
  variables: Variable[]
  /** Some schedule's variables are not shown to the token, or are more than the 100 that were read. */
  hidden: boolean
  /** Null: not permitted, or not asked for. */
  environments: Environment[] | null
}

/** Each schedule and each environment once. */
export async function readSchedules(
  client: GitlabClient,
  project: string,
  wanted: { schedules: boolean; environments: boolean },
): Promise<PlacesReading> {
  const schedules = new Map<number, Schedule>()
  const environments = new Map<string, Environment>()
  const reading: PlacesReading = { schedules: null, variables: [], hidden: false, environments: null }
  let after: string | null = null
  let environmentsAfter: string | null = null
  let { schedules: moreSchedules, environments: moreEnvironments } = wanted
  do {
    const answer: unknown = await client.graphql(query, {
      path: project,
      after,
      environmentsAfter,
      schedules: moreSchedules,
      environments: moreEnvironments,
    })
    const found = parseAnswer(schedulesSchema, answer).project
    const [page, places] = [found?.pipelineSchedules, found?.environments]
    for (const node of page?.nodes ?? []) {
      const id = numberOf(node.id)
      if (schedules.has(id)) continue
      schedules.set(id, { id, description: node.description ?? '', ref: node.ref ?? '', active: node.active ?? false })
      if (!node.variables || node.variables.pageInfo.hasNextPage) reading.hidden = true
      for (const variable of node.variables?.nodes ?? [])
        reading.variables.push(variableOf(variable, 'schedule', project, id))
    }
    for (const { name, tier, state } of places?.nodes ?? [])
      environments.set(name, { name, tier: tier ?? 'other', available: state !== 'stopped' })
    if (moreSchedules) reading.schedules = page ? [...schedules.values()] : null
    if (moreEnvironments) reading.environments = places ? [...environments.values()] : null
    after = page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
    environmentsAfter = places?.pageInfo.hasNextPage ? (places.pageInfo.endCursor ?? null) : null
    moreSchedules &&= after !== null
    moreEnvironments &&= environmentsAfter !== null
  } while (moreSchedules || moreEnvironments)
  return reading
}
