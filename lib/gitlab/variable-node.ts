// A variable as GraphQL describes it. The `value` field is never selected, here or in any query of a scan.
import { z } from 'zod'
import type { Level, Variable } from '@/lib/core/inventory/variable'

/** Columns to select on `ciVariables` nodes (GitLab: app/graphql/types/ci/variable_interface.rb). */
export const variableFields = 'key variableType protected masked hidden raw environmentScope description'

export const variableNode = z.object({
  key: z.string(),
  variableType: z.enum(['ENV_VAR', 'FILE']).nullable(),
  protected: z.boolean().nullish(),
  masked: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  raw: z.boolean().nullish(),
  environmentScope: z.string().nullish(),
  description: z.string().nullish(),
})

export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })

/** Null stands for "not permitted", never for "none" (GitLab answers null without an error). */
export const variableConnection = z.object({ pageInfo, nodes: z.array(variableNode) }).nullable()

export function variableOf(
  node: z.infer<typeof variableNode>,
  level: Level,
  owner: string | null,
  scheduleId: number | null = null,
): Variable {
  return {
    level,
    owner,
    key: node.key,
    environmentScope: node.environmentScope ?? '*',
    variableType: node.variableType === 'FILE' ? 'file' : 'env_var',
    protected: node.protected ?? false,
    masked: node.masked ?? false,
    hidden: node.hidden ?? null,
    raw: node.raw ?? null,
    description: node.description ?? null,
    scheduleId,
  }
}

/** The number in a global id such as gid://gitlab/Project/42. */
export function numberOf(gid: string): number {
  return Number(gid.slice(gid.lastIndexOf('/') + 1))
}
