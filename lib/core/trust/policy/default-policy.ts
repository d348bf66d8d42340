// The policy `default` that every server has until somebody writes another.

const self = ['lookup-self', 'renew-self', 'revoke-self'].map(
  (name) => `path "auth/token/${name}" { capabilities = ["${name === 'lookup-self' ? 'read' : 'update'}"] }`,
)

const updates = [
  'sys/capabilities-self',
  'sys/renew',
  'sys/leases/renew',
  'sys/leases/lookup',
  'sys/wrapping/wrap',
  'sys/wrapping/lookup',
  'sys/wrapping/unwrap',
  'sys/tools/hash',
  'sys/tools/hash/*',
].map((path) => `path "${path}" { capabilities = ["update"] }`)

/** Its rules, in other words. Source: OpenBao v2.4.0 and Vault `vault/policy_store.go` (defaultPolicy). */
export const defaultPolicy: string = [
  ...self,
  ...updates,
  'path "identity/entity/id/{{identity.entity.id}}" { capabilities = ["read"] }',
  'path "identity/entity/name/{{identity.entity.name}}" { capabilities = ["read"] }',
  'path "sys/internal/ui/resultant-acl" { capabilities = ["read"] }',
  'path "cubbyhole/*" { capabilities = ["create", "read", "update", "delete", "list"] }',
  'path "identity/oidc/provider/+/authorize" { capabilities = ["read", "update"] }',
].join('\n')
