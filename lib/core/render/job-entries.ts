// What each job of a project gets in its CI configuration: one ID token, its secrets, and where Vault is.
import type { Project } from '@/lib/core/inventory/estate'
import { deliveryOf, needsScript } from '@/lib/core/mapping/delivery'
import { isDynamic } from '@/lib/core/mapping/engine-target'
import type { JobPlan, Placement, Plan } from '@/lib/core/mapping/plan'
import type { RulesFile, VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { CiPlan, JobBlocks } from './ci-plan'
import { mapAt, mergedConfig, type YamlMap } from './merged-config'

type SecretEntry = NonNullable<JobBlocks['secrets']>[string]
type Tokens = NonNullable<JobBlocks['id_tokens']>

/** Never `VAULT_TOKEN`: the `vault` command in a script would take the ID token for its Vault token. */
export const tokenName = 'VAULT_ID_TOKEN'

/**
 * Takes a project, the plan and the rules, and gives the blocks of each planned job of that project. Jobs whose vault is
 * not declared are left out (the plan blocks them as `mount_undeclared`). So is a project on the Free tier, where GitLab
 * would drop `secrets:` without a word, and what only a script can read. `file` and `token` are always explicit: GitLab
 * writes a file unless told, and takes the first token of several. A job's own `id_tokens` replaces the one under
 * `default`, so a job that has none of its own repeats those.
 * Sources: docs.gitlab.com/ci/yaml/#secrets, #id_tokens; GitLab EE `build_runner_presenter.rb` (vault_server).
 */
export function ciPlanFor(project: Project, plan: Plan, rules: RulesFile): CiPlan {
  if (deliveryOf(project.fullPath, rules.tiers) === 'script') return { jobs: {} }
  const merged = mergedConfig(project)
  const jobs: [string, JobBlocks][] = []
  for (const jobPlan of jobPlansOf(project, plan)) {
    const vault = rules.vaults.find(({ name }) => name === jobPlan.vault)
    if (vault !== undefined) jobs.push([jobPlan.job.name, jobEntries(jobPlan, vault, merged)])
  }
  return { jobs: Object.fromEntries(jobs) }
}

/** The planned jobs of one project that read something by `secrets:`, by name, without what only a script can read. */
export function jobPlansOf(project: Project, plan: Plan): JobPlan[] {
  return plan.jobs
    .filter((jobPlan) => jobPlan.project === project.fullPath)
    .map((jobPlan) => ({ ...jobPlan, entries: jobPlan.entries.filter(({ placement }) => !needsScript(placement)) }))
    .filter(({ entries }) => entries.length > 0)
    .sort((a, b) => compare(a.job.name, b.job.name))
}

function jobEntries(jobPlan: JobPlan, vault: VaultDeclaration, merged: YamlMap | null): JobBlocks {
  const entries = [...jobPlan.entries].sort((a, b) => compare(a.key, b.key))
  const namespace = vault.namespace ?? ''
  return {
    id_tokens: idTokensOf(jobPlan, vault, merged),
    secrets: Object.fromEntries(entries.map(({ key, placement }) => [key, secretEntry(placement)])),
    variables: {
      VAULT_SERVER_URL: dollarsKept(vault.address),
      VAULT_AUTH_PATH: dollarsKept(vault.auth_path),
      VAULT_AUTH_ROLE: dollarsKept(jobPlan.role),
      ...(namespace === '' ? {} : { VAULT_NAMESPACE: dollarsKept(namespace) }),
    },
  }
}

/** The ID token for a vault, beside those that the job has under `default`, which its own would replace. */
export function idTokensOf(jobPlan: JobPlan, vault: VaultDeclaration, merged: YamlMap | null): Tokens {
  return { ...inheritedTokens(jobPlan, merged), [tokenName]: { aud: vault.audience } }
}

/**
 * The short form `path/field@mount` means engine kv-v2 always and splits at the last `@` and the last `/`; everything
 * that it cannot say takes the long form. Static database credentials are a plain GET: engine `generic`. Source: GitLab EE `lib/ee/gitlab/ci/config/entry/vault/secret.rb`.
 */
export function secretEntry({ target, engine, file }: Placement): SecretEntry {
  const mount = dollarsKept(target.mount)
  const path = dollarsKept(target.path)
  const field = dollarsKept(target.field)
  const short = engine === 'kv-v2' && !`${mount}${path}${field}`.includes('@') && !field.includes('/')
  const name = isDynamic(engine) ? 'generic' : engine
  const vault = short ? `${path}/${field}@${mount}` : { engine: { name, path: mount }, path, field }
  return { vault, file, token: `$${tokenName}` }
}

function inheritedTokens(jobPlan: JobPlan, merged: YamlMap | null): Tokens {
  if (jobPlan.job.hasOwnIdTokens || !inheritsTokens(mapAt(merged, jobPlan.job.name))) return {}
  const tokens = Object.entries(mapAt(mapAt(merged, 'default'), 'id_tokens') ?? {}).flatMap(([name, token]) => {
    const aud = audience(token)
    return aud === null || name === tokenName ? [] : [[name, { aud }] as const]
  })
  return Object.fromEntries(tokens)
}

function audience(token: unknown): string | string[] | null {
  if (typeof token !== 'object' || token === null || !('aud' in token)) return null
  const { aud } = token
  if (typeof aud === 'string') return aud
  return Array.isArray(aud) && aud.every((one) => typeof one === 'string') ? aud : null
}

/** `inherit:default` may be false or a list of keywords. Source: docs.gitlab.com/ci/yaml/#inheritdefault. */
function inheritsTokens(job: YamlMap | null): boolean {
  const inherit = mapAt(job, 'inherit')?.default
  return Array.isArray(inherit) ? inherit.includes('id_tokens') : inherit !== false
}

/** The Runner and GitLab expand `$NAME` in these texts and read `$$` as one dollar (Runner `common/variables.go`). */
function dollarsKept(text: string): string {
  return text.replaceAll('$', () => '$$')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
