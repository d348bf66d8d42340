// Refs of a project on which pipelines run, and the blob ids of CI files on many refs at once.
import { z } from 'zod'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'
import { pageInfo } from './variable-node'

const mostNames = 100

const namesSchema = z.object({
  project: z
    .object({
      pipelines: z.object({ pageInfo, nodes: z.array(z.object({ ref: z.string().nullish() }).nullable()) }).nullish(),
      repository: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
    })
    .nullable(),
})

export type RefNames = {
  /** Branches that the patterns match, 100 for each at most. */
  branches: string[]
  /** Branches and tags of pipelines since the date; null where not shown. */
  pipelines: string[] | null
}

/**
 * One request. Pipelines of merge requests have a ref of their own (`refs/merge-requests/…`) and run the configuration of a
 * branch that is left to its owner. Sources: GitLab app/graphql/resolvers/project_pipelines_resolver.rb,
 * repository_branch_names_resolver.rb.
 */
export async function readRefNames(
  client: GitlabClient,
  project: string,
  { patterns, since }: { patterns: readonly string[]; since: Date },
): Promise<RefNames> {
  const variables = patterns.map((_, index) => `, $p${index}: String!`).join('')
  const names = patterns
    .map((_, index) => `b${index}: branchNames(searchPattern: $p${index}, offset: 0, limit: ${mostNames})`)
    .join(' ')
  const query = `query refs($path: ID!, $since: Time${variables}) { project(fullPath: $path) {
    pipelines(first: 100, updatedAfter: $since) { pageInfo { hasNextPage endCursor } nodes { ref } }
    ${patterns.length > 0 ? `repository { ${names} }` : ''} } }`
  const values = Object.fromEntries(patterns.map((pattern, index) => [`p${index}`, pattern]))
  const answer = await client.graphql(query, { path: project, since: since.toISOString(), ...values })
  const found = parseAnswer(namesSchema, answer).project
  const refs = found?.pipelines?.nodes.flatMap((node) => node?.ref ?? []) ?? null
  return {
    branches: [...new Set(Object.values(found?.repository ?? {}).flatMap((some) => some ?? []))],
    pipelines: refs && [...new Set(refs.filter((ref) => !ref.startsWith('refs/')))],
  }
}

const blobsSchema = z.object({
  project: z
    .object({
      repository: z
        .record(
          z.string(),
          z.object({ nodes: z.array(z.object({ path: z.string(), oid: z.string() }).nullable()) }).nullable(),
        )
        .nullish(),
    })
    .nullable(),
})

const refsAtOnce = 10

/**
 * Blob ids by ref and path; a path that a ref does not have is not in its map, a ref that is not shown has no map. One request for
 * 10 refs (GitLab counts each path towards complexity, app/graphql/resolvers/blobs_resolver.rb).
 */
export async function readBlobIds(
  client: GitlabClient,
  project: string,
  refs: readonly string[],
  paths: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const found = new Map<string, Map<string, string>>()
  const atOnce = Math.max(1, Math.floor((refsAtOnce * 10) / (6 + paths.length)))
  for (let start = 0; start < refs.length; start += atOnce) {
    const some = refs.slice(start, start + atOnce)
    const declared = some.map((_, index) => `, $r${index}: String`).join('')
    const fields = some
      .map(
        (_, index) => `r${index}: blobs(ref: $r${index}, paths: $paths, first: ${paths.length}) { nodes { path oid } }`,
      )
      .join(' ')
    const query = `query blobs($path: ID!, $paths: [String!]!${declared}) {
      project(fullPath: $path) { repository { ${fields} } } }`
    const values = Object.fromEntries(some.map((ref, index) => [`r${index}`, ref]))
    const answer = await client.graphql(query, { path: project, paths: [...paths], ...values })
    const repository = parseAnswer(blobsSchema, answer).project?.repository
    some.forEach((ref, index) => {
      const blobs = repository?.[`r${index}`]
      if (blobs) found.set(ref, new Map(blobs.nodes.flatMap((one) => (one ? [[one.path, one.oid] as const] : []))))
    })
  }
  return found
}
