// The least policy with which Cutover can read a vault: no value, no write but the end of its own login.
import { commentText } from './comment-text'
import { hclString } from './hcl-string'
import { isExactPath } from './vault-policy'

export type LeastPolicyInput = {
  vault: string
  namespace: string | null
  /** Of the JWT auth method, without slashes at the ends. */
  authPath: string
  /** Mounts of KV v2, without slashes at the ends. */
  mounts: string[]
}

export type Stanza = { why: string; path: string; capability: 'read' | 'list' | 'update' }

/**
 * What Cutover asks, one path for each kind of question. `subkeys` shows the names of fields and null for each value
 * (OpenBao `builtin/logical/kv/path_subkeys.go`); `data` is not among the paths. The last three are in the `default` policy
 * too, and stand here for tokens without it.
 */
export function leastPolicyStanzas({ authPath, mounts }: LeastPolicyInput): Stanza[] {
  const auth = `auth/${authPath}`
  const stanzas: Stanza[] = [
    { why: 'Which auth methods and mounts there are', path: 'sys/auth', capability: 'read' },
    { why: '', path: 'sys/mounts', capability: 'read' },
    { why: 'The auth method of jobs and its roles', path: `${auth}/config`, capability: 'read' },
    { why: '', path: `${auth}/role`, capability: 'list' },
    { why: '', path: `${auth}/role/*`, capability: 'read' },
    { why: 'Policies, of roles that exist too', path: 'sys/policies/acl', capability: 'list' },
    { why: '', path: 'sys/policies/acl/*', capability: 'read' },
    ...[...new Set(mounts)].sort().map(
      (mount): Stanza => ({
        why: `Names of fields in ${mount}, no values`,
        path: `${mount}/subkeys/*`,
        capability: 'read',
      }),
    ),
    { why: 'Its own token', path: 'auth/token/lookup-self', capability: 'read' },
    { why: '', path: 'sys/capabilities-self', capability: 'update' },
    {
      why: 'The end of a login by AppRole; not needed with VAULT_TOKEN',
      path: 'auth/token/revoke-self',
      capability: 'update',
    },
  ]
  // What stands before the last part is declared by people: a pattern there would grant more.
  return stanzas.filter(({ path }) => isExactPath(path.replace(/\/\*$/, '')))
}

/** The stanzas as HCL for `vault policy write`. A mount or auth path that Vault would take for a pattern is left out. */
export function renderLeastPolicy(input: LeastPolicyInput): string {
  const { vault, namespace } = input
  const place = namespace === null ? '' : `, to be written in its namespace ${namespace}`
  const head = [
    commentText(`# What Cutover needs to read in ${vault}${place}.`),
    '# It grants no value and changes nothing.',
  ].join('\n')
  const blocks = leastPolicyStanzas(input).map(({ why, path, capability }) =>
    [
      ...(why === '' ? [] : [commentText(`# ${why}`)]),
      `path ${hclString(path)} {`,
      `  capabilities = ["${capability}"]`,
      '}',
    ].join('\n'),
  )
  return `${[head, ...blocks].join('\n\n')}\n`
}
