// Groups with their variables' metadata: one group, or a page of its descendants.
import { z } from 'zod'
import type { Group } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'
import { numberOf, pageInfo, variableConnection, variableFields, variableOf } from './variable-node'

export const groupNode = z.object({
  id: z.string(),
  name: z.string(),
  fullPath: z.string(),
  ciVariables: variableConnection,
})

export type GroupReading = { group: Group; variables: Variable[]; moreAfter: string | null }

/** What to select on a group; `when` may hold a directive for the variables. */
export const groupFields = (when = '') =>
  `id name fullPath ciVariables(first: 100) ${when} { pageInfo { hasNextPage endCursor } nodes { ${variableFields} } }`

export const descendantFields = `pageInfo { hasNextPage endCursor } nodes { ${groupFields()} }`

const oneQuery = `query group($path: ID!) { group(fullPath: $path) { ${groupFields()} } }`

const descendantsQuery = `query descendants($path: ID!, $after: String, $first: Int) {
  group(fullPath: $path) {
    descendantGroups(includeParentDescendants: true, first: $first, after: $after) { ${descendantFields} } } }`

const moreQuery = `query groupVariables($path: ID!, $after: String) {
  group(fullPath: $path) { ciVariables(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${variableFields} } } } }`

export const groupReadingOf = (node: z.infer<typeof groupNode>): GroupReading => ({
  group: { id: numberOf(node.id), fullPath: node.fullPath, name: node.name, variablesRead: node.ciVariables !== null },
  variables: (node.ciVariables?.nodes ?? []).map((variable) => variableOf(variable, 'group', node.fullPath)),
  moreAfter: node.ciVariables?.pageInfo.hasNextPage ? (node.ciVariables.pageInfo.endCursor ?? null) : null,
})

/** Null when the path is no group, or not one that the token sees. */
export async function readGroup(client: GitlabClient, path: string): Promise<GroupReading | null> {
  const answer = parseAnswer(z.object({ group: groupNode.nullable() }), await client.graphql(oneQuery, { path }))
  return answer.group && groupReadingOf(answer.group)
}

/** At most 100 descendants a page (GitLab: `max_page_size`). Null: the group is not shown to the token any more. */
export async function readDescendantGroups(client: GitlabClient, path: string, after: string | null, first: number) {
  const schema = z.object({
    group: z.object({ descendantGroups: z.object({ pageInfo, nodes: z.array(groupNode) }) }).nullable(),
  })
  const { group } = parseAnswer(schema, await client.graphql(descendantsQuery, { path, after, first }))
  if (!group) return null
  const { nodes, pageInfo: info } = group.descendantGroups
  return { readings: nodes.map(groupReadingOf), next: info.hasNextPage ? (info.endCursor ?? null) : null }
}

/** The variables of a group after the first 100. Null: no longer permitted. */
export async function readMoreGroupVariables(client: GitlabClient, path: string, after: string) {
  const schema = z.object({ group: z.object({ ciVariables: variableConnection }).nullable() })
  const page = parseAnswer(schema, await client.graphql(moreQuery, { path, after })).group?.ciVariables
  if (!page) return null
  return {
    variables: page.nodes.map((node) => variableOf(node, 'group', path)),
    next: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null,
  }
}
