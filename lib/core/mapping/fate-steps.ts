// What to do for a variable that does not move: step by step, and what proves it in the end.
import type { DecidedBy } from './plan'
import { type Replacement, replacementWords } from './replacements'

export type FateSteps = {
  title: string
  steps: readonly string[]
  /** What has to be seen before the variable goes. */
  evidence: string
}

const removal =
  'Quarantine the variable, so that no job sees it and it can still be put back; then delete it, and revoke the credential where it was made.'

const retire: FateSteps = {
  title: 'Retire',
  steps: [
    'Ask the owner once; the reason stands beside it.',
    'Scan again right before: no job of any configuration that was read may name it.',
    'Quarantine it, so that no job sees it and it can still be put back, for as long as the rarest schedule runs.',
    'Delete it, and revoke the credential where it was made. Nothing goes to Vault.',
  ],
  evidence: 'Pipelines stayed green while it was in quarantine, and a complete scan no longer lists it.',
}

/**
 * Sources: docs.gitlab.com/ci/jobs/ci_job_token, docs.gitlab.com/ci/secrets/id_token_authentication,
 * docs.gitlab.com/ci/cloud_services, developer.hashicorp.com/vault/docs/secrets/databases and …/secrets/aws. Not tried
 * against the clouds themselves.
 */
const ways: Record<Replacement, { steps: readonly string[]; evidence: string }> = {
  database_engine: {
    steps: [
      'Declare a mount with the engine database and its connection under Connections; Vault needs an account that may create users.',
      'Choose that mount as the target of user name and password together: a lease holds both, and two entries would be two leases.',
      'Give the role a lease that outlives the longest job.',
      removal,
    ],
    evidence: 'The job connected to the database with a user name that Vault made.',
  },
  aws_engine: {
    steps: [
      'Declare a mount with the engine aws under Connections, with the policies or roles that the job needs.',
      'Choose it as the target of access key, secret key and session token together: a lease holds all three.',
      'Let the job read AWS_SESSION_TOKEN too: keys of an assumed role do not work without it.',
      removal,
    ],
    evidence: 'The job reached AWS with keys that Vault made (`aws sts get-caller-identity` names the session).',
  },
  aws_oidc: {
    steps: [
      'Register this GitLab as an OIDC identity provider in the AWS account.',
      'Create a role per project and environment whose trust policy tests `aud` and `sub` (project_path:…:ref_type:branch:ref:…).',
      'Give the job an `id_tokens` entry with that audience, and AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE in place of the keys.',
      removal,
    ],
    evidence: 'The job reached AWS without the keys (`aws sts get-caller-identity` names the assumed role).',
  },
  gcp_oidc: {
    steps: [
      'Create a workload identity pool with this GitLab as its OIDC provider, and map `project_id` and `ref`.',
      'Let the identity of this project alone impersonate the service account.',
      'Give the job an `id_tokens` entry with the provider’s audience and a credential configuration file in place of the key file.',
      removal,
    ],
    evidence: 'The job reached Google Cloud without the key file.',
  },
  azure_oidc: {
    steps: [
      'Add a federated credential to the application: this GitLab as issuer, and the `sub` of the project and ref.',
      'Give the job an `id_tokens` entry whose audience the credential names.',
      'Log in with `az login --service-principal --federated-token` in place of the client secret.',
      removal,
    ],
    evidence: 'The job logged in to Azure without the client secret.',
  },
  job_token: {
    steps: [
      'In the project that is read from, add the reading project to the job token allowlist.',
      'Use CI_JOB_TOKEN in place of the token; for the registry CI_REGISTRY_USER and CI_REGISTRY_PASSWORD are already there.',
      'Check that whoever starts the pipeline may do it: the job token has that person’s rights, and not every API.',
      removal,
    ],
    evidence: 'The job read or published with its own token.',
  },
  short_lived_token: {
    steps: [
      'See whether the service takes GitLab’s ID token (trusted publishing); then nothing is stored at all.',
      'Else let Vault make the token for each run, or a schedule renew one that ends within days.',
      'Give it the smallest scope that the job needs.',
      removal,
    ],
    evidence: 'The job worked with a token that was made for that run.',
  },
  id_token: {
    steps: [
      'Take the login out of the script: GitLab Runner or the generated script logs in with the job’s ID token.',
      'Add the paths that the script reads to the role of the job.',
      removal,
    ],
    evidence: 'The job read the same paths through its own role, and the old token or AppRole was revoked.',
  },
}

/** Null for a variable that moves, stays or is not decided. */
export function fateSteps(decided: DecidedBy): FateSteps | null {
  if (decided.kind === 'retire') return retire
  if (decided.kind !== 'replace') return null
  return { title: `Replace by ${replacementWords[decided.with]}`, ...ways[decided.with] }
}
