// The page to hand over: who trusts whom, and what a login proves.
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { markdownCode, markdownText } from './markdown-text'
import { tokenSeconds } from './role-json'

/** Takes the declared vaults and the address of GitLab; gives the Markdown page. */
export function renderTrustModel({ rules, gitlabUrl }: { rules: RulesFile; gitlabUrl: string }): string {
  const vaults = [...rules.vaults]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((vault) => {
      const keys = vault.keys === 'discovery' ? 'read from GitLab' : 'written in Vault'
      const whose = vault.owned ? 'ours' : 'shared with others; its configuration is not written'
      const cells = [vault.name, vault.address, `auth/${vault.auth_path}`, vault.audience].map(markdownCode)
      return `| ${[...cells, keys, whose].join(' | ')} |`
    })
  const table = [
    '| Vault | Address | Auth method | Audience | Keys | Whose |',
    '| --- | --- | --- | --- | --- | --- |',
    ...vaults,
  ]
  return `${['# Trust model', intro(gitlabUrl), '## Vaults', table.join('\n'), ...body].join('\n\n')}\n`
}

function intro(gitlabUrl: string): string {
  return `Vault trusts ${markdownText(gitlabUrl)} to say which job it is talking to, and nothing else. No credential for Vault is stored in GitLab.`
}

const body = [
  '## Who trusts whom',
  [
    '- **Vault trusts GitLab’s signature.** GitLab signs an ID token for each job. Vault checks it with the public keys that GitLab publishes, the issuer against `bound_issuer`, and the audience against the role. Whoever holds GitLab’s signing key, or administers GitLab, can be any job.',
    '- **Vault trusts no job beyond its claims.** A role lists the claims that must be there; its policies list the paths that may then be read. Nothing else is granted, not even the `default` policy.',
    '- **The runner is trusted with what its jobs read.** The process on the runner’s host logs in and reads, not the container. It needs the network and the certificates for Vault.',
    '- **Whoever may change the CI configuration on a ref that qualifies can read what that ref’s jobs read.** The review of merge requests into protected branches is part of this model.',
  ].join('\n'),
  '## What a login proves',
  [
    '- `project_id`: the project, for good; a rename or transfer does not change it, and it is never used again. In a pipeline of a merge request from a fork it is the fork.',
    '- `ref_protected: "true"`: the ref is protected. For a merge request it is `"false"`, unless the project lets merge requests between protected branches use protected variables. That is why production roles bind `pipeline_source` too, and never accept `merge_request_event`.',
    '- `environment`: the name that the job’s author wrote. It proves nothing by itself.',
    '- `environment_protected: "true"`: GitLab lists this environment as protected. Together with `environment_action: start` the user was allowed to deploy; `verify`, `access` and `prepare` may run without that right.',
    '- `pipeline_source`: what started the pipeline. `parent_pipeline` says nothing about what started the parent.',
    '- Claims are strings: `"true"`, not `true`. `runner_id` alone is a number.',
  ].join('\n'),
  '## What it does not prove',
  [
    '- Who wrote the script that runs.',
    '- That the job needs the value: each job with this role can read every path of the role.',
    '- Which field is read: a policy grants a whole path, with all its fields.',
    '- Anything after the read: the value is in the job’s environment, masked in the log but readable by the script.',
  ].join('\n'),
  '## How long it lasts',
  `The token from Vault lives at most ${tokenSeconds} seconds. It is not revoked before that. Each secret of a job is one login, counted as one client for each project, since \`user_claim\` is \`project_id\`.`,
  '## One login for each job',
  'Address, namespace, auth path, role and ID token of a job come from its first secret; another token on a second secret is ignored. A CI/CD variable named `VAULT_SERVER_URL`, `VAULT_AUTH_PATH`, `VAULT_AUTH_ROLE` or `VAULT_NAMESPACE` at project, group or instance wins over the CI configuration. `VAULT_ADDR` is read by the `vault` command only.',
]
