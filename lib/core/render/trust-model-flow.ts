// How one job gets its values: from the job to the path in Vault, in six steps.
import { environmentLabel } from './environment-label'
import { markdownCode } from './markdown-text'
import type { TrustModelCase } from './trust-model-case'
import type { TrustBlock, TrustStep } from './trust-model-section'

/** Does a script in the job log in, as on the Free tier, rather than GitLab Runner? */
export function byScript({ job }: TrustModelCase): boolean {
  return job?.delivery === 'script'
}

/** Sources: as the checks; GitLab Runner `helpers/secrets/resolvers/vault/resolver.go`, `common/secrets.go`. */
export function flowSteps(one: TrustModelCase): TrustBlock {
  return { kind: 'steps', label: 'From the job to the value', steps: [...ends(one), ...middle(one), ...vaultSide(one)] }
}

function ends({ asked, job }: TrustModelCase): TrustStep[] {
  const { project, ref, environment } = asked.answer
  const keys = job?.entries.map(({ key }) => key) ?? []
  return [
    {
      who: 'The job',
      does: `asks for ${keys.length === 1 ? 'one value' : `${keys.length} values`} and for one ID token. It holds no credential.`,
      facts: [
        { name: 'Job', values: [job === null ? 'none is planned' : `${project}: ${job.job.name}`] },
        { name: 'Ref', values: [ref] },
        { name: 'Environment', values: [environment ?? 'none'] },
        { name: keys.length === 1 ? 'Variable' : 'Variables', values: few(keys) },
      ],
    },
  ]
}

function middle(one: TrustModelCase): TrustStep[] {
  const { gitlabUrl, vault, asked, role } = one
  const script = byScript(one)
  return [
    {
      who: 'GitLab signs',
      does: 'an ID token that says which job this is. The private key never leaves GitLab.',
      facts: [
        { name: 'Issuer', values: [gitlabUrl] },
        { name: 'Audience', values: [vault.audience] },
        { name: 'Subject', values: [String(asked.answer.claims.sub ?? '')] },
      ],
    },
    {
      who: script ? 'The script sends' : 'The Runner sends',
      does: script
        ? 'token and role to Vault: one login for the job.'
        : 'token and role to Vault: one login for each secret. It is the process on the runner’s host, not the job’s container.',
      facts: [
        { name: 'To', values: [`${vault.address.replace(/\/+$/, '')}/v1/auth/${vault.auth_path}/login`] },
        ...(vault.namespace ? [{ name: 'Namespace', values: [vault.namespace] }] : []),
        { name: 'Role', values: [role?.role.name ?? 'none'] },
      ],
    },
  ]
}

function vaultSide(one: TrustModelCase): TrustStep[] {
  const { gitlabUrl, vault, asked, role, job } = one
  const claims = Object.keys(role?.written?.boundClaims ?? {})
  const paths = [...new Set(asked.answer.reads.flatMap(({ by, path }) => (by === null ? [] : [path])))]
  const passes = asked.login?.allowed === true
  const policies = asked.login?.policies ?? []
  const fields = job?.entries.length ?? 0
  return [
    {
      who: 'Vault checks',
      does:
        vault.keys === 'discovery'
          ? 'the signature with the keys that GitLab publishes, then every claim that the role binds.'
          : 'the signature with the keys that are written in it, then every claim that the role binds.',
      facts: [
        { name: 'Keys', values: [vault.keys === 'discovery' ? `${gitlabUrl}/oauth/discovery/keys` : 'static'] },
        { name: 'Bound', values: claims.length === 0 ? ['none'] : claims },
      ],
    },
    {
      who: 'The policy',
      does: passes
        ? `says what the token from Vault may do. It lives ${asked.login?.ttl ?? 0} seconds.`
        : 'is not reached: Vault refuses the login, and gives out no token.',
      facts: [{ name: policies.length === 1 ? 'Policy' : 'Policies', values: few(policies) }],
    },
    {
      who: 'The path',
      does: !passes
        ? 'is not read.'
        : `gives ${fields === 1 ? 'the value' : 'the values'}; any other path answers 403.`,
      facts: [{ name: paths.length === 1 ? 'Path' : 'Paths', values: few(paths) }],
    },
  ]
}

/** A few names and how many more there are. */
function few(names: readonly string[]): string[] {
  if (names.length === 0) return ['none']
  return names.length > 4 ? [...names.slice(0, 3), `and ${names.length - 3} more`] : [...names]
}

/** The job in a sentence. */
export function jobPhrase({ asked, job }: TrustModelCase): string {
  const { project, environment } = asked.answer
  const name = job === null ? 'a job' : `the job ${markdownCode(job.job.name)}`
  const where = environment === null ? 'without an environment' : `for ${markdownCode(environment)}`
  return `${name} of ${markdownCode(project)} ${where}`
}

/** What the role is bound to, where it is. */
export function roleEnvironment({ role }: TrustModelCase): string | null {
  return role === null || role.role.environment.kind === 'none' ? null : environmentLabel(role.role.environment)
}
