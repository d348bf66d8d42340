// Runners that a top-level group and all below it may use, with their tags and the version of each machine. One request per 100.
import { z } from 'zod'
import type { Runner, RunnerStatus, RunnersKnown } from '@/lib/core/inventory/runner'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'
import { numberOf, pageInfo } from './variable-node'

const status = z.string().nullish()
const owners = z.object({ pageInfo, nodes: z.array(z.object({ fullPath: z.string() }).nullable()) }).nullish()

const runnerNode = z.object({
  id: z.string(),
  description: z.string().nullish(),
  runnerType: z.enum(['INSTANCE_TYPE', 'GROUP_TYPE', 'PROJECT_TYPE']),
  tagList: z.array(z.string()).nullish(),
  runUntagged: z.boolean().nullish(),
  accessLevel: z.string().nullish(),
  paused: z.boolean().nullish(),
  status,
  managers: z
    .object({ pageInfo, nodes: z.array(z.object({ version: z.string().nullish(), status }).nullable()) })
    .nullish(),
  version: z.string().nullish(),
  groups: owners,
  projects: owners,
})

const schema = z.object({
  group: z.object({ runners: z.object({ pageInfo, nodes: z.array(runnerNode.nullable()) }).nullish() }).nullable(),
})

/** Machines are told apart since GitLab 15.10 (app/graphql/types/ci/runner_type.rb); before, a runner has one version. */
const query = (membership: string, machines: boolean) => `query runners($path: ID!, $after: String) {
  group(fullPath: $path) { runners(membership: ${membership}, first: 100, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { id description: description runnerType tagList runUntagged accessLevel paused status
      ${machines ? 'managers(first: 50) { pageInfo { hasNextPage endCursor } nodes { version status } }' : 'version'}
      groups(first: 20) { pageInfo { hasNextPage endCursor } nodes { fullPath } }
      projects(first: 100) { pageInfo { hasNextPage endCursor } nodes { fullPath } } } } } }`

export type GroupRunners = { known: RunnersKnown; runners: Runner[] }

/**
 * The instance's runners are among them where the token may see those (Developer of the group, by
 * app/policies/group_policy.rb `read_group_all_available_runners`; all of them need Maintainer), else `known` is `own`; `unknown`
 * where none are shown. Descriptions and tags are read, no token or address. Fails with `GitlabError`.
 */
export async function readRunners(client: GitlabClient, group: string): Promise<GroupRunners> {
  const all = await readAll(client, group, 'ALL_AVAILABLE')
  if (all !== null) return { known: 'all', runners: all }
  const own = await readAll(client, group, 'DESCENDANTS')
  return own === null ? { known: 'unknown', runners: [] } : { known: 'own', runners: own }
}

async function readAll(client: GitlabClient, group: string, membership: string): Promise<Runner[] | null> {
  const found = new Map<number, Runner>()
  let after: string | null = null
  let machines = true
  for (;;) {
    let answer: unknown
    try {
      answer = await client.graphql(query(membership, machines), { path: group, after })
    } catch (error) {
      if (!(error instanceof GitlabError)) throw error
      if (machines && error.says(/Field 'managers' doesn't exist/)) {
        machines = false
        continue
      }
      // A membership, a field or a permission that this GitLab does not have.
      if (error.code === 'gitlab_rejected' || error.code === 'gitlab_forbidden') return null
      throw error
    }
    const page = parseAnswer(schema, answer).group?.runners
    if (!page) return null
    for (const node of page.nodes) if (node) found.set(numberOf(node.id), runnerOf(node))
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
    if (after === null) return [...found.values()]
  }
}

function runnerOf(node: z.infer<typeof runnerNode>): Runner {
  const type = ({ INSTANCE_TYPE: 'instance', GROUP_TYPE: 'group', PROJECT_TYPE: 'project' } as const)[node.runnerType]
  const own = statusOf(node.status)
  return {
    id: numberOf(node.id),
    description: node.description ?? '',
    type,
    owners: type === 'instance' ? [] : ownersOf(type === 'group' ? node.groups : node.projects),
    tags: node.tagList ?? [],
    runUntagged: node.runUntagged ?? false,
    protectedOnly: node.accessLevel === 'REF_PROTECTED',
    paused: node.paused ?? false,
    status: own,
    managers: node.managers
      ? managersOf(node.managers)
      : node.version
        ? [{ version: node.version, status: own }]
        : null,
  }
}

/** Machines that were not listed count as one whose version is not known. */
function managersOf({ pageInfo: page, nodes }: { pageInfo: z.infer<typeof pageInfo>; nodes: (Machine | null)[] }) {
  const hidden = page.hasNextPage || nodes.includes(null) ? [{ version: null, status: 'offline' as const }] : []
  const shown = nodes.flatMap((one) => (one ? [{ version: one.version || null, status: statusOf(one.status) }] : []))
  return [...shown, ...hidden]
}

type Machine = { version?: string | null | undefined; status?: string | null | undefined }

function ownersOf(found: z.infer<typeof owners>): string[] | null {
  if (!found || found.pageInfo.hasNextPage) return null
  const paths = found.nodes.flatMap((one) => one?.fullPath ?? [])
  return paths.length < found.nodes.length || paths.length === 0 ? null : paths
}

function statusOf(text: string | null | undefined): RunnerStatus {
  const known = ['online', 'offline', 'stale', 'never_contacted'] as const
  return known.find((one) => one === text?.toLowerCase()) ?? 'offline'
}
