// Instance variables' metadata. GitLab answers null to anyone but administrators.
import { z } from 'zod'
import type { Variable } from '@/lib/core/inventory/variable'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'
import { variableConnection, variableFields, variableOf } from './variable-node'

const query = `query instance($after: String) {
  ciVariables(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${variableFields.replace('environmentScope ', '')} } } }`

/** Null: not permitted (GitLab: app/graphql/resolvers/ci/variables_resolver.rb, `can_admin_all_resources?`). */
export async function readInstanceVariables(client: GitlabClient): Promise<Variable[] | null> {
  const variables: Variable[] = []
  let after: string | null = null
  do {
    const answer: unknown = await client.graphql(query, { after })
    const page = parseAnswer(z.object({ ciVariables: variableConnection }), answer).ciVariables
    if (!page) return null
    variables.push(...page.nodes.map((node) => variableOf(node, 'instance', null)))
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
  } while (after !== null)
  return variables
}
