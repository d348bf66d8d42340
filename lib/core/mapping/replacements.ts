// What may take the place of a long-lived credential, so that nothing is left to move.

/** Names as the mapping file spells them. */
export const replacements = [
  'database_engine',
  'aws_engine',
  'aws_oidc',
  'gcp_oidc',
  'azure_oidc',
  'job_token',
  'short_lived_token',
  'id_token',
] as const

export type Replacement = (typeof replacements)[number]

export const replacementWords: Record<Replacement, string> = {
  database_engine: 'a database account from Vault for each job',
  aws_engine: 'AWS keys from Vault for each job',
  aws_oidc: 'AWS’s own OIDC login',
  gcp_oidc: 'Google Cloud’s workload identity federation',
  azure_oidc: 'Azure’s federated credentials',
  job_token: 'the job’s own token',
  short_lived_token: 'a token that is made for each run',
  id_token: 'the job’s ID token',
}
