// The mapping as people write it: rules, hand-made choices, exclusions, and the Vault side that they name.
import { z } from 'zod'
import { replacements } from './replacements'

export const starAnswerSchema = z.strictObject({
  answer: z.enum(['per_environment', 'production_only', 'shared']),
  name: z.string().min(1).optional(),
  until: z.iso.date().optional(),
})

export const targetTemplateSchema = z.strictObject({
  vault: z.string().optional(),
  mount: z.string().optional(),
  path: z.string().optional(),
  field: z.string().optional(),
  file: z.boolean().optional(),
})

const levelSchema = z.enum(['instance', 'group', 'project', 'schedule'])

export const ruleSchema = z.strictObject({
  match: z.strictObject({
    level: levelSchema.optional(),
    group: z.string().optional(),
    project: z.string().optional(),
    key: z.string().optional(),
    scope: z.string().optional(),
  }),
  target: targetTemplateSchema,
  role: z.string().optional(),
  policy: z.string().optional(),
  star: starAnswerSchema.optional(),
})

const identitySchema = z.strictObject({
  level: levelSchema,
  owner: z.string().nullable(),
  key: z.string(),
  scope: z.string(),
})

export const choiceSchema = identitySchema.extend({
  target: targetTemplateSchema.optional(),
  star: starAnswerSchema.optional(),
})

export const excludedSchema = identitySchema.extend({ reason: z.string().min(1), until: z.iso.date().nullish() })

/** Neither moved nor kept: nobody uses it, or something better takes its place. */
export const fateSchema = z.discriminatedUnion('fate', [
  identitySchema.extend({ fate: z.literal('retire'), reason: z.string().min(1) }),
  identitySchema.extend({ fate: z.literal('replace'), with: z.enum(replacements), reason: z.string().min(1) }),
])

/** The names in a `.env` file of a project. Never a value. */
const envFileSchema = z.strictObject({
  kind: z.literal('env-file'),
  project: z.string().min(1),
  /** Where the file lies, as people call it, such as `.env.production`. */
  file: z.string().min(1),
  scope: z.string().min(1).default('*'),
  keys: z.array(
    z.strictObject({
      key: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
      /** Line of the file. */
      line: z.int().positive(),
      /** What the file shows of it, in words that tell nothing of the value. */
      shape: z.array(z.enum(['empty', 'multiline', 'expands'])).default([]),
    }),
  ),
})

/** A path that a job reads by its script today: its role may read it too. */
const vaultPathSchema = z.strictObject({
  kind: z.literal('vault-path'),
  project: z.string().min(1),
  job: z.string().min(1),
  vault: z.string().min(1),
  mount: z.string().min(1),
  path: z.string().min(1),
})

/** Sources beside GitLab's variables. */
export const sourceSchema = z.discriminatedUnion('kind', [envFileSchema, vaultPathSchema])

export const vaultSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  address: z.url({ protocol: /^https?$/ }),
  auth_path: z.string().min(1).default('jwt'),
  namespace: z.string().nullish(),
  audience: z.string().min(1),
  owned: z.boolean().default(true),
  keys: z.enum(['discovery', 'static']).default('discovery'),
  policy_repository: z.string().nullish(),
  /** Whose tokens its auth method trusts, as CUTOVER_CONFIG names that GitLab; the first where absent. */
  gitlab: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*$/)
    .nullish(),
})

export const mountSchema = z.strictObject({
  vault: z.string(),
  path: z.string().min(1),
  engine: z.enum(['kv-v2', 'kv-v1', 'database', 'aws', 'transit']),
  /** Database: the name of the connection (`<mount>/config/<name>`) that makes the users. */
  connection: z.string().min(1).optional(),
  /** What the credentials may do. Database: PostgreSQL roles to be a member of; AWS: ARNs of policies, or of roles for `sts/`. */
  grants: z.array(z.string().min(1)).optional(),
})

export const environmentSchema = z.strictObject({
  name: z.string().min(1),
  tier: z.enum(['production', 'staging', 'testing', 'development', 'other']),
})

export const groupTierSchema = z.strictObject({
  group: z.string(),
  tier: z.enum(['free', 'premium', 'ultimate', 'unknown']),
})

/** `cutover rules export|import`: nothing is lost between the two. */
export const rulesFileSchema = z.strictObject({
  version: z.literal(1),
  vaults: z.array(vaultSchema).default([]),
  mounts: z.array(mountSchema).default([]),
  environments: z.array(environmentSchema).default([]),
  tiers: z.array(groupTierSchema).default([]),
  rules: z.array(ruleSchema).default([]),
  choices: z.array(choiceSchema).default([]),
  excluded: z.array(excludedSchema).default([]),
  // Keys that came later: a file without them is read as before, and written without them while they are empty.
  fates: z.array(fateSchema).default([]),
  sources: z.array(sourceSchema).default([]),
})

export type RulesFile = z.infer<typeof rulesFileSchema>
export type Rule = z.infer<typeof ruleSchema>
export type Choice = z.infer<typeof choiceSchema>
export type Excluded = z.infer<typeof excludedSchema>
export type Fate = z.infer<typeof fateSchema>
export type Source = z.infer<typeof sourceSchema>
export type EnvFileSource = z.infer<typeof envFileSchema>
export type VaultPathSource = z.infer<typeof vaultPathSchema>
export type VaultDeclaration = z.infer<typeof vaultSchema>
export type Mount = z.infer<typeof mountSchema>
export type StarAnswer = z.infer<typeof starAnswerSchema>
export type TargetTemplate = z.infer<typeof targetTemplateSchema>

export const emptyRules: RulesFile = {
  version: 1,
  vaults: [],
  mounts: [],
  environments: [],
  tiers: [],
  rules: [],
  choices: [],
  excluded: [],
  fates: [],
  sources: [],
}
