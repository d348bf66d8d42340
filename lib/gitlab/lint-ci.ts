// What GitLab itself makes of a project's CI configuration at a ref (GET /projects/:id/ci/lint, lib/api/lint.rb).
import { z } from 'zod'
import type { CiInclude } from '@/lib/core/inventory/estate'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'

const schema = z.object({
  valid: z.boolean(),
  errors: z.array(z.string()).nullish(),
  merged_yaml: z.string().nullish(),
  includes: z
    .array(
      z.object({
        type: z.string().nullish(),
        location: z.string().nullish(),
        context_project: z.string().nullish(),
        context_sha: z.string().nullish(),
        extra: z.object({ project: z.string().nullish(), ref: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
})

/**
 * Where an included file lies: the project that holds it (null for remote files and GitLab's own templates) and its ref there,
 * which for a file beside the one that names it is the commit of that one.
 */
export type LintInclude = CiInclude & { project: string | null; ref: string | null }

export type Lint = { valid: boolean; errors: string[]; mergedYaml: string; includes: LintInclude[] }

/** Null when there is no repository, commit or configuration to judge (404). */
export async function lintCi(client: GitlabClient, projectId: number, ref?: string): Promise<Lint | null> {
  try {
    const found: unknown = await client.rest.Lint.check(projectId, {
      includeJobs: false,
      ...(ref === undefined ? {} : { contentRef: ref }),
    })
    const lint = parseAnswer(schema, found)
    return {
      valid: lint.valid,
      errors: lint.errors ?? [],
      mergedYaml: lint.merged_yaml ?? '',
      includes: (lint.includes ?? []).map((include) => ({
        type: include.type ?? '',
        location: include.location ?? '',
        contextProject: include.context_project ?? null,
        // A `local` include lies in the project of the file that names it.
        project: include.type === 'local' ? (include.context_project ?? null) : (include.extra?.project ?? null),
        ref: include.type === 'local' ? (include.context_sha ?? null) : (include.extra?.ref ?? null),
      })),
    }
  } catch (error) {
    if (error instanceof GitlabError && error.status === 404) return null
    throw error
  }
}
