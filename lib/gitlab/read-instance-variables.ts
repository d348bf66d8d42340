// Instance variables' metadata. GitLab answers null to anyone but administrators.
import { z } from 'zod'
import type { Variable } from '@/lib/core/inventory/variable'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'
import { variableConnection, variableFields, variableOf } from './variable-node'

/** No scope and no `hidden` here: instance variables have one scope, and only those of projects and groups can be hidden. */
const instanceFields = variableFields.replace(' environmentScope', '').replace(' hidden', '')

const query = `query instance($after: String) {
  ciVariables(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${instanceFields} } } }`

/** Null: not permitted (GitLab: app/graphql/resolvers/ci/variables_resolver.rb, `can_admin_all_resources?`). */
export async function readInstanceVariables(client: GitlabClient): Promise<Variable[] | null> {
  const variables: Variable[] = []
  let after: string | null = null
  do {
    const answer: unknown = await client.graphql(query, { after })
    const page = parseAnswer(z.object({ ciVariables: variableConnection }), answer).ciVariables
    if (!page) return null
    variables.push(...page.nodes.map((node) => ({ ...variableOf(node, 'instance', null), hidden: false })))
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
  } while (after !== null)
  return variables
}
