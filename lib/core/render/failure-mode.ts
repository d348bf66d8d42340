// What can fail when a job reads Vault, with the exact text, the cause and the way out.

export type FailureMode = {
  stage: 'before' | 'login' | 'connection' | 'read'
  text: string
  cause: string
  fix: string
}

/**
 * Texts as GitLab, GitLab Runner, Vault and OpenBao print them; `…` stands for what varies. Sources: GitLab
 * `app/presenters/commit_status_presenter.rb`; Runner `common/secrets.go`, `helpers/vault/service/vault.go`,
 * `helpers/secrets/resolvers/vault/resolver.go`; OpenBao and Vault `builtin/credential/jwt/path_login.go`, `claims.go`;
 * hashicorp/cap `jwt/jwt.go`.
 */
export const failureModes: readonly FailureMode[] = [
  {
    stage: 'before',
    text: 'The secrets provider can not be found. Check your CI/CD variables and try again.',
    cause:
      'The job has secrets but no VAULT_SERVER_URL. There is no job log. Often the variable is protected or scoped, and this ref or environment does not match.',
    fix: 'Keep VAULT_SERVER_URL in the job’s own variables, as the generated entry does.',
  },
  {
    stage: 'before',
    text: 'No runners support the requirements to run this job.',
    cause: 'The runner is older than 13.4 or does not announce that it can read Vault.',
    fix: 'Use a current GitLab Runner.',
  },
  {
    stage: 'before',
    text: 'jobs:… config contains unknown keys: secrets',
    cause: 'This GitLab is built without the enterprise code, so the keyword does not exist.',
    fix: 'Use GitLab EE with Premium or Ultimate, or read Vault in the script.',
  },
  {
    stage: 'before',
    text: '(no error at all: the job runs, and the variable is empty or still the old one)',
    cause: 'GitLab EE without a Premium licence accepts secrets in the lint and drops it without a word.',
    fix: 'Declare the licence tier, and check that the log says “Resolving secret”.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: missing role',
    cause: 'VAULT_AUTH_ROLE is not set, and the auth method has no default role.',
    fix: 'Set VAULT_AUTH_ROLE in the job’s variables; look for a variable of that name at project or group, which wins.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: role "…" could not be found',
    cause: 'The role does not exist on this mount. Names are compared in lower case.',
    fix: 'Write the role, or correct VAULT_AUTH_ROLE and VAULT_AUTH_PATH.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: role with oidc role_type is not allowed',
    cause: 'A write of the role left role_type out, which makes it oidc.',
    fix: 'Write the whole role again, with role_type jwt.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: missing token',
    cause: 'The ID token is empty: no id_tokens in the job, another name in token, or GitLab has no signing key.',
    fix: 'Name the token of id_tokens in token; without a signing key ask the administrator of GitLab.',
  },
  {
    stage: 'login',
    text: 'api error: status code 403: permission denied',
    cause:
      'No auth method is mounted at that path (VAULT_AUTH_PATH is the mount name without auth/), the namespace is missing, or the runner’s address is not in token_bound_cidrs.',
    fix: 'Correct VAULT_AUTH_PATH or VAULT_NAMESPACE, or the addresses bound to the role.',
  },
  {
    stage: 'login',
    text: 'api error: status code 404: namespace not found',
    cause: 'OpenBao does not know the namespace in VAULT_NAMESPACE.',
    fix: 'Correct VAULT_NAMESPACE.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: could not load configuration',
    cause: 'The auth method is mounted but was never configured.',
    fix: 'Write its configuration.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: error configuring token validator: …',
    cause:
      'Vault cannot read the discovery document of GitLab, or the issuer in it is not the configured address byte for byte.',
    fix: 'Let Vault reach GitLab; use the exact address, without a slash at the end.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: error validating token: error verifying token signature: …',
    cause:
      'The token was signed with a key that Vault does not know: another GitLab, or static keys that were rotated.',
    fix: 'Point the auth method to this GitLab; with static keys, write the new ones.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: error validating token: invalid issuer (iss) claim',
    cause: 'bound_issuer is not the whole address of GitLab; often the bare host of older examples.',
    fix: 'Set bound_issuer to the address with its scheme.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: error validating token: invalid audience (aud) claim: audience claim does not match any expected audience',
    cause: 'aud of the ID token is not among bound_audiences of the role.',
    fix: 'Use one audience for a vault, in both places.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: audience claim found in JWT but no audiences bound to the role',
    cause: 'The role was written without bound_audiences.',
    fix: 'Write the whole role again.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: error validating claims: claim "…" is missing',
    cause: 'The role binds a claim that this token has not: environment claims exist only in a job with environment.',
    fix: 'Give the job its environment, or use a role without that claim.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: error validating claims: claim "…" does not match any associated bound claim values',
    cause:
      'The job runs on a ref, trigger or environment that the role refuses; a merge request has ref_protected "false". Or the bound value is a boolean or number where the claim is a string. Vault reports one failing claim, in no fixed order.',
    fix: 'Compare the claims of the job with the role, all of them. If the job should not read this, nothing is wrong.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: claim "…" not found in token',
    cause: 'user_claim names a claim that this token has not.',
    fix: 'Use project_id.',
  },
  {
    stage: 'login',
    text: 'api error: status code 400: error validating token: invalid expiration time (exp) claim: token is expired',
    cause: 'The clocks of Vault and GitLab are more than a minute apart, or the job waited too long.',
    fix: 'Set the clocks right; an ID token lives as long as the job’s timeout.',
  },
  {
    stage: 'login',
    text: 'api error: status code 503: Vault is sealed',
    cause: 'Vault is sealed.',
    fix: 'Unseal it and run the job again.',
  },
  {
    stage: 'connection',
    text: 'writing to Vault: Put "/v1/auth/jwt/login": unsupported protocol scheme ""',
    cause: 'VAULT_SERVER_URL is empty or has no scheme.',
    fix: 'Write https:// and the host, without /v1.',
  },
  {
    stage: 'connection',
    text: 'dial tcp: lookup … no such host',
    cause: 'The host that runs the runner cannot resolve the name; not the job’s container.',
    fix: 'Correct the address or the name service of that host.',
  },
  {
    stage: 'connection',
    text: 'dial tcp …: connect: connection refused',
    cause: 'Nothing listens there, or a firewall refuses.',
    fix: 'Open the way from the runner’s host to Vault.',
  },
  {
    stage: 'connection',
    text: 'x509: certificate signed by unknown authority',
    cause: 'The runner’s host does not trust the authority that signed the certificate of Vault.',
    fix: 'Install it there, or set VAULT_CACERT in the environment of the runner’s process.',
  },
  {
    stage: 'connection',
    text: "invalid character '<' looking for beginning of value",
    cause: 'A page answered, not Vault: a proxy or another server.',
    fix: 'Correct VAULT_SERVER_URL.',
  },
  {
    stage: 'read',
    text: 'reading secret: reading from Vault: api error: status code 403: 1 error occurred: * permission denied',
    cause: 'The login worked; none of its policies grants read on this path. With KV v2 often a policy without data/.',
    fix: 'Apply the policy, and check that the role lists it.',
  },
  {
    stage: 'read',
    text: 'resolving secrets: secret not found: …',
    cause:
      'One text for many causes: field missing, path missing, version deleted, value null, no such mount, or kv-v1 taken for kv-v2.',
    fix: 'Read the path with the same policy; compare mount, engine, path and field with the entry.',
  },
  {
    stage: 'read',
    text: 'requesting SecretEngine factory: factory for secret engine "…" is not registered',
    cause: 'The engine name is not kv-v1, kv-v2 or generic; or generic on a runner before 16.11.',
    fix: 'Use one of these names.',
  },
  {
    stage: 'read',
    text: 'api error: status code 405: 1 error occurred: * unsupported operation',
    cause: 'The path can only be written, such as transit or pki; the runner only reads.',
    fix: 'Use it in the script.',
  },
]
