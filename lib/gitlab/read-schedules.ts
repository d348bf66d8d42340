// Pipeline schedules of one project with their variables' metadata. GitLab allows this field for one project per operation.
import { z } from 'zod'
import type { Schedule } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'
import { numberOf, pageInfo, variableOf } from './variable-node'

const query = `query schedules($path: ID!, $after: String) { project(fullPath: $path) { pipelineSchedules(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor }
  nodes { id description ref active variables(first: 100) { pageInfo { hasNextPage endCursor } nodes { key variableType raw } } } } } }`

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
        .nullable(),
    })
    .nullable(),
})

/** Null: not permitted. `hidden`: some schedule's variables are not shown to the token, or are more than the 100 that were read. */
export async function readSchedules(
  client: GitlabClient,
  project: string,
): Promise<{ schedules: Schedule[]; variables: Variable[]; hidden: boolean } | null> {
  const schedules: Schedule[] = []
  const variables: Variable[] = []
  let hidden = false
  let after: string | null = null
  do {
    const answer: unknown = await client.graphql(query, { path: project, after })
    const page = parseAnswer(schedulesSchema, answer).project?.pipelineSchedules
    if (!page) return null
    for (const node of page.nodes) {
      const id = numberOf(node.id)
      schedules.push({ id, description: node.description ?? '', ref: node.ref ?? '', active: node.active ?? false })
      if (!node.variables || node.variables.pageInfo.hasNextPage) hidden = true
      for (const variable of node.variables?.nodes ?? []) variables.push(variableOf(variable, 'schedule', project, id))
    }
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
  } while (after !== null)
  return { schedules, variables, hidden }
}
