// What GitLab signs into the token of a job, and who decides each claim.
import { markdownCode } from './markdown-text'
import type { TrustModelCase } from './trust-model-case'
import { shown } from './trust-model-checks'
import type { TrustBlock } from './trust-model-section'

/** Source: GitLab `lib/gitlab/ci/jwt.rb`, `jwt_v2.rb`, docs.gitlab.com/ci/secrets/id_token_authentication. */
const decidedBy: Record<string, string> = {
  iss: 'GitLab’s configuration',
  aud: 'The author, in `id_tokens:aud`',
  sub: 'GitLab, from project and ref',
  project_id: 'GitLab. Never used again; for a merge request from a fork it is the fork',
  project_path: 'GitLab. Changes with a rename or transfer',
  namespace_id: 'GitLab. Without the groups below',
  namespace_path: 'GitLab. Changes with a rename or transfer',
  job_project_id: 'GitLab: where the job runs',
  job_project_path: 'GitLab: where the job runs',
  job_namespace_id: 'GitLab: where the job runs',
  job_namespace_path: 'GitLab: where the job runs',
  pipeline_source: 'GitLab, from what started the pipeline',
  ref: 'Whoever pushes: a branch may have any name',
  ref_type: 'GitLab',
  ref_path: 'Whoever pushes',
  ref_protected: 'GitLab, from the protected branches and tags',
  ci_config_ref_uri: 'GitLab',
  environment: '**The author**, in `environment:name`. Proves nothing by itself',
  environment_protected: 'GitLab, from the protected environments',
  environment_action: '**The author**, in `environment:action`',
  deployment_tier: 'The author, or the environment’s settings',
}

/** Gives the table of claims: value, who decides it, and whether the role compares it. */
export function claimsTable({ asked, role }: TrustModelCase): TrustBlock {
  const compared = new Set(['iss', 'aud', ...Object.keys(role?.written?.boundClaims ?? {})])
  const user = role?.written?.userClaim ?? ''
  const rows = Object.entries(asked.answer.claims).map(([claim, value]) => [
    markdownCode(claim),
    shown(value),
    Object.hasOwn(decidedBy, claim) ? (decidedBy[claim] ?? '') : 'GitLab',
    compared.has(claim) ? (claim === user ? '**compared**, and names the entity' : '**compared**') : '',
  ])
  return { kind: 'table', label: 'Claims of the job', head: ['Claim', 'This job', 'Who decides it', 'By Vault'], rows }
}
