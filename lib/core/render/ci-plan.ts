// The plan of what each CI job gets: the blocks that the splice puts in.
import { z } from 'zod'

const idToken = z.strictObject({ aud: z.union([z.string(), z.array(z.string()).min(1)]) })

const vault = z.union([
  z.string().min(1),
  z.strictObject({
    engine: z.strictObject({ name: z.string().min(1), path: z.string().min(1) }),
    path: z.string().min(1),
    field: z.string().min(1),
  }),
])

const provider = z.union([z.string().min(1), z.record(z.string(), z.union([z.string(), z.number()]))])

const providers = ['vault', 'gcp_secret_manager', 'azure_key_vault', 'aws_secrets_manager', 'gitlab_secrets_manager']

const secret = z
  .strictObject({
    vault: vault.optional(),
    gcp_secret_manager: provider.optional(),
    azure_key_vault: provider.optional(),
    aws_secrets_manager: provider.optional(),
    gitlab_secrets_manager: provider.optional(),
    file: z.boolean().optional(),
    token: z.string().optional(),
  })
  .refine((entry) => Object.keys(entry).filter((key) => providers.includes(key)).length === 1, {
    error: `must use exactly one of these keys: ${providers.join(', ')}`,
  })

const variable = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({ value: z.string().optional(), expand: z.boolean().optional() }),
])

const jobBlocks = z.strictObject({
  id_tokens: z.record(z.string().min(1), idToken).optional(),
  secrets: z.record(z.string().min(1), secret).optional(),
  variables: z.record(z.string().min(1), variable).optional(),
})

/**
 * A plan: per job name the entries for its `id_tokens`, `secrets` and `variables`, shaped as in GitLab's schema of
 * `.gitlab-ci.yml` (definitions `id_tokens`, `secrets`, `jobVariables`); exactly one provider a secret, as GitLab's
 * linter wants (`ee/lib/ee/gitlab/ci/config/entry`, "must use exactly one of these keys").
 */
export const ciPlanSchema = z.strictObject({ jobs: z.record(z.string().min(1), jobBlocks) })

export type CiPlan = z.infer<typeof ciPlanSchema>
export type JobBlocks = CiPlan['jobs'][string]

/** The blocks of a plan, in the order in which they are written. */
export const sections = ['id_tokens', 'secrets', 'variables'] as const
export type Section = (typeof sections)[number]

/** Takes a parsed JSON value; gives the plan, or one line per fault with the way to it (`jobs.deploy.secrets.X: …`). */
export function readCiPlan(value: unknown): { plan: CiPlan } | { faults: string[] } {
  // The schema would leave such an entry out without a word.
  if (holdsProto(value)) return { faults: ['plan: an entry called __proto__ cannot be planned'] }
  const answer = ciPlanSchema.safeParse(value)
  if (answer.success) return { plan: answer.data }
  return {
    faults: answer.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'plan'}: ${issue.message}`),
  }
}

function holdsProto(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(holdsProto)
}
