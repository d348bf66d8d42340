// A Vault policy as HCL: what jobs do there, on exactly the mapped paths.
import type { Policy } from '@/lib/core/mapping/plan'
import { commentText } from './comment-text'
import { environmentLabel } from './environment-label'
import { hclString } from './hcl-string'
import { variableLabel } from './variable-label'

/**
 * Takes a policy of the plan and gives the HCL that `sys/policies/acl/<name>` takes. `read` is the only capability, since
 * GitLab Runner only reads (`helpers/vault/secret_engines`), but for transit, which takes its input by a write (OpenBao
 * `builtin/logical/transit`, UpdateOperation). A path stands with `data/` for KV v2, as the plan spells it.
 * Throws a RangeError for a path that Vault would not take literally (see `isExactPath`).
 */
export function renderPolicy(policy: Policy): string {
  const owner = policy.owner.path === null ? policy.owner.level : `${policy.owner.level} ${policy.owner.path}`
  const head = [
    `# Policy ${policy.name} in ${policy.vault}: ${owner}, ${environmentLabel(policy.environment)}.`,
    policy.revokesToken === true
      ? '# Lets a token revoke itself, since roles leave the default policy out.'
      : '# Grants read on exactly the paths that jobs read, and nothing else.',
  ]
  const blocks = policy.paths.map(pathBlock)
  if (policy.revokesToken === true) blocks.push(revokeBlock)
  return `${[head.map(commentText).join('\n'), ...blocks].join('\n\n')}\n`
}

/**
 * Would Vault take this path literally? A trailing `*` is a prefix, a segment `+` any segment, `{{…}}` a template.
 * Source: developer.hashicorp.com/vault/docs/concepts/policies, OpenBao `vault/policy.go` (parsePaths);
 * tried with OpenBao 2.4.0.
 */
export function isExactPath(path: string): boolean {
  return !(path === '' || path.endsWith('*') || path.split('/').includes('+') || /\{\{|\}\}/.test(path))
}

const revokeBlock = ['path "auth/token/revoke-self" {', '  capabilities = ["update"]', '}'].join('\n')

function pathBlock({ path, variableIds, capability, scripts = [] }: Policy['paths'][number]): string {
  if (!isExactPath(path)) throw new RangeError(`Vault would read the policy path ${JSON.stringify(path)} as a pattern`)
  const names = [...variableIds.map(variableLabel), ...scripts.map((job) => `script of job ${job}`)].join('; ')
  return [
    commentText(`# ${names === '' ? 'No variable is planned here any more' : names}`),
    `path ${hclString(path)} {`,
    `  capabilities = ["${capability ?? 'read'}"]`,
    '}',
  ].join('\n')
}
