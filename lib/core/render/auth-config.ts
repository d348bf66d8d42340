// The configuration of the JWT auth method as the body of an API write.
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'

/**
 * Takes a vault and the address of the GitLab whose ID tokens it shall trust, and gives the JSON body of
 * `POST auth/<path>/config`. Issuer and discovery address are the same bytes: OpenBao and Vault compare the issuer of the
 * discovery document with the address exactly, and check no `iss` at all without `bound_issuer`. GitLab signs with RS256.
 * `default_role` stays unset, so that a login without a role fails. Throws a RangeError for a vault that is not ours or
 * holds static keys: for those there is nothing that may be written.
 * Sources: OpenBao `builtin/credential/jwt/path_config.go`, hashicorp/cap `jwt/keyset.go`, GitLab `lib/gitlab/ci/jwt.rb`.
 */
export function renderAuthConfig(vault: VaultDeclaration, gitlabUrl: string): string {
  if (!hasAuthConfig(vault)) throw new RangeError(`No configuration is written for the auth method of ${vault.name}`)
  const issuer = gitlabUrl.replace(/\/+$/, '')
  const body = { oidc_discovery_url: issuer, bound_issuer: issuer, jwt_supported_algs: ['RS256'] }
  return `${JSON.stringify(body, null, 2)}\n`
}

/** Is the auth method ours to write? A shared one serves others too, and a write replaces all of its configuration. */
export function hasAuthConfig(vault: VaultDeclaration): boolean {
  return vault.owned && vault.keys === 'discovery'
}
