// A Vault policy as HCL: read, on exactly the mapped paths.
import type { Policy } from '@/lib/core/mapping/plan'
import { commentText } from './comment-text'
import { environmentLabel } from './environment-label'
import { hclString } from './hcl-string'
import { variableLabel } from './variable-label'

/**
 * Takes a policy of the plan and gives the HCL that `sys/policies/acl/<name>` takes. `read` is the only capability, since
 * GitLab Runner only reads (`helpers/vault/secret_engines`); a path stands with `data/` for KV v2, as the plan spells it.
 * Throws a RangeError for a path that Vault would not take literally (see `isExactPath`).
 */
export function renderPolicy(policy: Policy): string {
  const owner = policy.owner.path === null ? policy.owner.level : `${policy.owner.level} ${policy.owner.path}`
  const head = [
    `# Policy ${policy.name} in ${policy.vault}: ${owner}, ${environmentLabel(policy.environment)}.`,
    '# Grants read on exactly the paths that jobs read, and nothing else.',
  ]
  const blocks = policy.paths.map(({ path, variableIds }) => pathBlock(path, variableIds))
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

function pathBlock(path: string, variableIds: string[]): string {
  if (!isExactPath(path)) throw new RangeError(`Vault would read the policy path ${JSON.stringify(path)} as a pattern`)
  const names = variableIds.map(variableLabel).join('; ')
  return [
    commentText(`# ${names === '' ? 'No variable is planned here any more' : names}`),
    `path ${hclString(path)} {`,
    '  capabilities = ["read"]',
    '}',
  ].join('\n')
}
