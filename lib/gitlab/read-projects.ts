// Projects with their variables' metadata and protected branches: a page of a group's, or one by path.
import { z } from 'zod'
import type { Variable } from '@/lib/core/inventory/variable'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'
import { numberOf, pageInfo, variableConnection, variableFields, variableOf } from './variable-node'

const projectNode = z.object({
  id: z.string(),
  fullPath: z.string(),
  archived: z.boolean().nullish(),
  ciConfigPathOrDefault: z.string().nullish(),
  repository: z.object({ rootRef: z.string().nullish(), empty: z.boolean().nullish() }).nullish(),
  ciVariables: variableConnection,
  branchRules: z
    .object({ pageInfo, nodes: z.array(z.object({ name: z.string(), isProtected: z.boolean().nullish() })) })
    .nullish(),
})

export type ProjectReading = {
  id: number
  fullPath: string
  archived: boolean
  ciConfigPath: string
  /** Null: the repository is not visible to the token. */
  repository: { defaultBranch: string | null; empty: boolean } | null
  variables: Variable[] | null
  moreVariablesAfter: string | null
  protectedBranches: string[] | null
  moreBranchesAfter: string | null
}

const fields = `id fullPath archived ciConfigPathOrDefault repository { rootRef empty }
  ciVariables(first: 100) { pageInfo { hasNextPage endCursor } nodes { ${variableFields} } }
  branchRules(first: 50) { pageInfo { hasNextPage endCursor } nodes { name isProtected } }`

const pageQuery = `query projects($path: ID!, $after: String, $first: Int) {
  group(fullPath: $path) { projects(includeSubgroups: true, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { ${fields} } } } }`

const oneQuery = `query project($path: ID!) { project(fullPath: $path) { ${fields} } }`

const moreQuery = `query projectVariables($path: ID!, $after: String) {
  project(fullPath: $path) { ciVariables(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${variableFields} } } } }`

const branchesQuery = `query branches($path: ID!, $after: String) {
  project(fullPath: $path) { branchRules(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { name isProtected } } } }`

const protectedNames = (nodes: { name: string; isProtected?: boolean | null }[]) =>
  nodes.filter((rule) => rule.isProtected).map((rule) => rule.name)

const nextOf = (info: z.infer<typeof pageInfo> | undefined) => (info?.hasNextPage ? (info.endCursor ?? null) : null)

function readingOf(node: z.infer<typeof projectNode>): ProjectReading {
  return {
    id: numberOf(node.id),
    fullPath: node.fullPath,
    archived: node.archived ?? false,
    ciConfigPath: node.ciConfigPathOrDefault || '.gitlab-ci.yml',
    repository: node.repository
      ? { defaultBranch: node.repository.rootRef ?? null, empty: node.repository.empty ?? false }
      : null,
    variables: node.ciVariables?.nodes.map((variable) => variableOf(variable, 'project', node.fullPath)) ?? null,
    moreVariablesAfter: nextOf(node.ciVariables?.pageInfo),
    protectedBranches: node.branchRules ? protectedNames(node.branchRules.nodes) : null,
    moreBranchesAfter: nextOf(node.branchRules?.pageInfo),
  }
}

/** `first` is at most 100. A `gitlab_failed` of status 503 means that GitLab's 30 s were over: ask again for fewer. */
export async function readProjectsPage(client: GitlabClient, group: string, after: string | null, first: number) {
  const schema = z.object({
    group: z.object({ projects: z.object({ pageInfo, nodes: z.array(projectNode) }) }).nullable(),
  })
  const page = parseAnswer(schema, await client.graphql(pageQuery, { path: group, after, first })).group?.projects
  if (!page) return null
  return { readings: page.nodes.map(readingOf), next: nextOf(page.pageInfo) }
}

export async function readProject(client: GitlabClient, path: string): Promise<ProjectReading | null> {
  const { project } = parseAnswer(
    z.object({ project: projectNode.nullable() }),
    await client.graphql(oneQuery, { path }),
  )
  return project && readingOf(project)
}

export async function readMoreProjectVariables(client: GitlabClient, path: string, after: string) {
  const schema = z.object({ project: z.object({ ciVariables: variableConnection }).nullable() })
  const page = parseAnswer(schema, await client.graphql(moreQuery, { path, after })).project?.ciVariables
  if (!page) return null
  return { variables: page.nodes.map((node) => variableOf(node, 'project', path)), next: nextOf(page.pageInfo) }
}

export async function readMoreProtectedBranches(client: GitlabClient, path: string, after: string) {
  const schema = z.object({ project: z.object({ branchRules: projectNode.shape.branchRules }).nullable() })
  const page = parseAnswer(schema, await client.graphql(branchesQuery, { path, after })).project?.branchRules
  if (!page) return null
  return { names: protectedNames(page.nodes), next: nextOf(page.pageInfo) }
}
