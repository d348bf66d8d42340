// Environments of one project, and which of them are protected.
import { z } from 'zod'
import type { Environment } from '@/lib/core/inventory/estate'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'

const environmentsSchema = z.array(
  z.object({
    name: z.string(),
    tier: z.enum(['production', 'staging', 'testing', 'development', 'other']).nullish(),
    state: z.string().nullish(),
  }),
)

export async function readEnvironments(client: GitlabClient, projectId: number): Promise<Environment[]> {
  const found: unknown = await client.rest.Environments.all(projectId, { perPage: 100 })
  return parseAnswer(environmentsSchema, found).map(({ name, tier, state }) => ({
    name,
    tier: tier ?? 'other',
    available: state !== 'stopped',
  }))
}

/** Names; null where GitLab does not offer the feature (404 on Free). */
export async function readProtectedEnvironments(client: GitlabClient, projectId: number): Promise<string[] | null> {
  try {
    const found: unknown = await client.rest.ProjectProtectedEnvironments.all(projectId, { perPage: 100 })
    return parseAnswer(z.array(z.object({ name: z.string() })), found).map(({ name }) => name)
  } catch (error) {
    if (error instanceof GitlabError && error.status === 404) return null
    throw error
  }
}

/**
 * The tiers that a group protects for all projects below it (Premium; docs.gitlab.com/api/group_protected_environments, where
 * `name` is a tier). None where GitLab does not offer or show them: the environments then count as unprotected, which is flagged.
 */
export async function readProtectedTiers(client: GitlabClient, group: string): Promise<string[]> {
  try {
    // gitbeaker 43.8 does not encode the path of a subgroup here.
    const path = encodeURIComponent(group)
    const found: unknown = await client.rest.GroupProtectedEnvironments.all(path, { perPage: 100 })
    return parseAnswer(z.array(z.object({ name: z.string() })), found).map(({ name }) => name)
  } catch (error) {
    if (error instanceof GitlabError && (error.status === 404 || error.status === 403)) return []
    throw error
  }
}
