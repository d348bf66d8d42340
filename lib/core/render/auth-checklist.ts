// What to check at an auth method that others share, and how keys are kept where Vault cannot reach GitLab: as Markdown.
import type { Role } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { markdownCode, markdownText } from './markdown-text'
import { leaseSeconds, tokenSeconds } from './role-json'

/**
 * Takes a vault whose auth method is not ours, and the roles that will log in by it; gives a list to check. Nothing is
 * written there: a write replaces the whole configuration, for everybody who uses it. Each line says what to read, what it
 * must be, and what goes wrong otherwise. Sources: OpenBao `builtin/credential/jwt/path_config.go`, `path_login.go`,
 * hashicorp/cap `jwt/keyset.go` and `jwt/jwt.go`, Vault `vault-plugin-auth-jwt` `backend.go`.
 */
export function renderAuthChecklist(vault: VaultDeclaration, gitlabUrl: string, roles: readonly Role[]): string {
  const issuer = gitlabUrl.replace(/\/+$/, '')
  const path = `auth/${vault.auth_path}`
  const longest = roles.some((role) => (role.tokenSeconds ?? 0) > tokenSeconds) ? leaseSeconds : tokenSeconds
  const items = [
    `Its type is ${code('jwt')}, and it is mounted at ${code(path)}: elsewhere every login is ${code('403 permission denied')}.`,
    `${code('bound_issuer')} is ${code(issuer)}, to the byte. Empty, it checks no issuer at all; with another one, every login fails with ${code('invalid issuer (iss) claim')}.`,
    keysItem(vault, issuer),
    `${code('jwt_supported_algs')} is empty or holds ${code('RS256')}, with which GitLab signs.`,
    `${code('default_role')} is empty, or its role lets in nobody whom you do not mean: a login that names no role gets it.`,
    `${code('oidc_client_id')} is empty: with it Vault refuses every login of a role of type ${code('jwt')} (OpenBao since 2.4.1 does not).`,
    `The mount’s ${code('max_lease_ttl')} is ${longest} seconds or more, and its ${code('token_type')} is not ${code('batch')}: scripts revoke their token.`,
    `No other role there has only ${code('bound_audiences')}: it would let in every project of ${markdownText(issuer)}.`,
    `These names of roles are free, or are ours: ${list(roles.map(({ name }) => name))}.`,
    `Whoever may write ${code(`${path}/role/*`)} can give themselves any policy: know who that is.`,
  ]
  return `${[
    `# The auth method ${markdownCode(path)} of ${markdownText(vault.name)}: to check`,
    'Others use it too, so Cutover writes nothing to its configuration: a write would replace all of it. Read it, and check:',
    `\`\`\`sh\nvault read ${shown(`${path}/config`)}\nvault read ${shown(`sys/mounts/${path}/tune`)}\nvault list ${shown(`${path}/role`)}\n\`\`\``,
    items.map((item) => `- [ ] ${item}`).join('\n'),
    'What differs is changed by the people who own the auth method.',
  ].join('\n\n')}\n`
}

/** Takes a vault of ours with static keys; says when its keys are written, and what is seen when they are not. */
export function renderKeyRotation(vault: VaultDeclaration, gitlabUrl: string): string {
  const issuer = gitlabUrl.replace(/\/+$/, '')
  return `${[
    `# The keys of ${markdownCode(`auth/${vault.auth_path}`)} of ${markdownText(vault.name)}`,
    `${markdownText(vault.name)} cannot reach ${markdownText(issuer)}, so it holds GitLab’s public keys itself. They are fetched and written by ${code('cli/rotate-keys.sh')}, where both can be reached (or with ${code('--out DIR')} where only GitLab can: the files are public, carry them over).`,
    [
      '1. Before the first login: run it. Until then every login fails.',
      `2. Before or at once after the signing key of GitLab changes: run it. It adds the new key and keeps the old ones. Until then logins fail with ${code('no known key successfully validated the token signature')}.`,
      '3. When no token of before the change is left (a token lives as long as its job may run), run it with `--prune`: the old key is of no use any more, and whoever has it must not be believed.',
      '4. After a leak of the old key: run it with `--prune` at once. Jobs that hold an old token fail and are run again.',
      '5. Run it on a schedule too: it changes nothing while the keys are the same.',
    ].join('\n'),
  ].join('\n\n')}\n`
}

function keysItem(vault: VaultDeclaration, issuer: string): string {
  if (vault.keys === 'discovery') {
    return `${code('oidc_discovery_url')} is ${code(issuer)}, without a slash at its end, or ${code('jwks_url')} is ${code(`${issuer}/oauth/discovery/keys`)}; and Vault reaches it.`
  }
  return `${code('jwt_validation_pubkeys')} holds every key that ${code(`${issuer}/oauth/discovery/keys`)} shows, as PEM, and somebody adds the new one whenever GitLab’s signing key changes.`
}

function code(text: string): string {
  return markdownCode(text)
}

/** One word inside a fenced block, which no text can end. */
function shown(text: string): string {
  return `'${text.replace(/[^\w./-]/g, '?')}'`
}

function list(names: readonly string[]): string {
  const sorted = [...new Set(names)].sort()
  return sorted.length === 0 ? 'none yet' : sorted.map(markdownCode).join(', ')
}
