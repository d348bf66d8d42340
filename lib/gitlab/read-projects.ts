// Projects with their variables' metadata and protected branches: a page of a group's (the first with the groups), or one by path.
import { z } from 'zod'
import type { Variable } from '@/lib/core/inventory/variable'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'
import { descendantFields, groupFields, groupNode, groupReadingOf } from './read-groups'
import { numberOf, pageInfo, variableConnection, variableFields, variableOf } from './variable-node'

const projectNode = z.object({
  id: z.string(),
  fullPath: z.string(),
  archived: z.boolean().nullish(),
  ciConfigPathOrDefault: z.string().nullish(),
  repository: z
    .object({
      rootRef: z.string().nullish(),
      empty: z.boolean().nullish(),
      tree: z.object({ lastCommit: z.object({ sha: z.string().nullish() }).nullish() }).nullish(),
    })
    .nullish(),
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
  /** The commit that last changed a file of the default branch; null where GitLab does not tell. */
  headSha: string | null
  variables: Variable[] | null
  moreVariablesAfter: string | null
  protectedBranches: string[] | null
  moreBranchesAfter: string | null
}

/** `heads` selects the last commit of the default branch (GitLab: app/graphql/types/tree/tree_type.rb). */
const fields = (heads: boolean) => `id fullPath archived ciConfigPathOrDefault
  repository { rootRef empty ${heads ? 'tree { lastCommit { sha } }' : ''} }
  ciVariables(first: 100) { pageInfo { hasNextPage endCursor } nodes { ${variableFields} } }
  branchRules(first: 50) { pageInfo { hasNextPage endCursor } nodes { name isProtected } }`

/** Complexity 201 with everything, of 250 (GitLab: lib/gitlab/graphql/limit, app/graphql/types/base_field.rb). */
const pageQuery = (heads: boolean) => `query projects($path: ID!, $after: String, $first: Int, $groups: Boolean!) {
  group(fullPath: $path) { ${groupFields('@include(if: $groups)')}
    descendantGroups(includeParentDescendants: true, first: $first) @include(if: $groups) { ${descendantFields} }
    projects(includeSubgroups: true, first: $first, after: $after) {
      pageInfo { hasNextPage endCursor } nodes { ${fields(heads)} } } } }`

const oneQuery = (heads: boolean) => `query project($path: ID!) { project(fullPath: $path) { ${fields(heads)} } }`

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
    headSha: node.repository?.tree?.lastCommit?.sha ?? null,
    variables: node.ciVariables?.nodes.map((variable) => variableOf(variable, 'project', node.fullPath)) ?? null,
    moreVariablesAfter: nextOf(node.ciVariables?.pageInfo),
    protectedBranches: node.branchRules ? protectedNames(node.branchRules.nodes) : null,
    moreBranchesAfter: nextOf(node.branchRules?.pageInfo),
  }
}

const pageSchema = z.object({
  group: groupNode
    .partial({ ciVariables: true })
    .extend({
      descendantGroups: z.object({ pageInfo, nodes: z.array(groupNode) }).optional(),
      projects: z.object({ pageInfo, nodes: z.array(projectNode) }),
    })
    .nullable(),
})

/**
 * `first` is at most 100. With `groups` also the group itself and as many of its descendants. A `gitlab_failed` of status 503
 * means that GitLab's 30 s were over: ask again for fewer. Null: the group is not shown to the token.
 */
export async function readProjectsPage(
  client: GitlabClient,
  path: string,
  { after, first, groups }: { after: string | null; first: number; groups: boolean },
) {
  const answer = await withHeads(client, (heads) => client.graphql(pageQuery(heads), { path, after, first, groups }))
  const { group } = parseAnswer(pageSchema, answer)
  if (!group) return null
  const descendants = group.descendantGroups
  return {
    readings: group.projects.nodes.map(readingOf),
    next: nextOf(group.projects.pageInfo),
    groups: descendants && {
      readings: [group, ...descendants.nodes].map((node) => groupReadingOf({ ciVariables: null, ...node })),
      next: nextOf(descendants.pageInfo),
    },
  }
}

export async function readProject(client: GitlabClient, path: string): Promise<ProjectReading | null> {
  const answer = await withHeads(client, (heads) => client.graphql(oneQuery(heads), { path }))
  const { project } = parseAnswer(z.object({ project: projectNode.nullable() }), answer)
  return project && readingOf(project)
}

const headless = new WeakSet<GitlabClient>()

/** Last commits only spare work later: where GitLab does not know the field or fails with it, the same is asked without. */
async function withHeads<T>(client: GitlabClient, ask: (heads: boolean) => Promise<T>): Promise<T> {
  if (headless.has(client)) return ask(false)
  try {
    return await ask(true)
  } catch (error) {
    if (!(error instanceof GitlabError)) throw error
    if (error.says(/doesn't exist on type '(Repository|Tree|Commit)'/)) headless.add(client)
    else if (error.code !== 'gitlab_rejected' && error.status !== 500) throw error
    return ask(false)
  }
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
