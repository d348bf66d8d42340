// The trust model as a list of parts, for the page and for the export alike.
import { markdownCode } from './markdown-text'
import type { TrustModelCase } from './trust-model-case'
import { trustModelChecks } from './trust-model-checks'
import { claimsTable } from './trust-model-claims'
import { flowSteps, jobPhrase } from './trust-model-flow'
import { keptOut, notKeptOut } from './trust-model-limits'
import { lifetimes, myths, whyNoToken } from './trust-model-myths'
import { outcomePair, sideName } from './trust-model-outcomes'
import type { TrustBlock, TrustSection } from './trust-model-section'

/** Takes the case; gives the parts in the order in which one reads them. The same case gives the same parts. */
export function trustModelSections(one: TrustModelCase): TrustSection[] {
  return [
    section('in-short', 'In short', [{ kind: 'list', items: inShort(one) }]),
    section('flow', 'How one job gets its values', [flowSteps(one)]),
    section('claims', 'What GitLab signs', [
      text(
        `The ID token of ${jobPhrase(one)}. Who started it, the commit, the pipeline, the job, the runner and the times are signed too; of these Vault compares the times alone.`,
      ),
      claimsTable(one),
    ]),
    section('checks', 'What Vault checks, in its order', checkBlocks(one)),
    section('refused', 'Let in, and refused', [outcomePair(one)]),
    section('files', 'The role and the policy, as they are written', files(one)),
    section('no-token', 'Why no Vault token is in CI', [whyNoToken(one)]),
    section('protected', 'What this keeps out', [keptOut(one)]),
    section('not-protected', 'What this does not keep out', [
      text('Read this part before you sign. Each row is somebody who can still get at the values of this job.'),
      notKeptOut(one),
    ]),
    section('believed', 'Often believed, and wrong', [myths]),
    section('lifetimes', 'How long each thing lasts', [lifetimes(one)]),
    section('vaults', 'The vaults of this mapping', [vaultsTable(one)]),
  ]
}

function inShort(one: TrustModelCase): string[] {
  const { gitlabUrl, vault } = one
  return [
    `**A job proves what it is; it holds no password.** ${markdownCode(gitlabUrl)} signs a token for each job that says which project, ref and environment it runs for.`,
    `**Vault decides.** ${markdownCode(vault.address)} checks the signature and compares the claims with a role. Only then does it give out a token, for minutes, that reads a few exact paths.`,
    '**The signature is GitLab’s, so GitLab is trusted.** Who administers GitLab can be any job. Who may change what a job runs can read what that job reads.',
  ]
}

function checkBlocks(one: TrustModelCase): TrustBlock[] {
  const checks = trustModelChecks(one)
  if (checks.length === 0) {
    return [
      text('No role is for this environment: a job without a role is answered `missing role`, and reads nothing.'),
    ]
  }
  return [
    text(
      'Every check must hold. Vault stops at the first that fails. The bound claims, which come last, are compared in no fixed order: where several are wrong, it names any one of them.',
    ),
    { kind: 'checks', label: 'Check by check', asked: sideName(one.asked), beside: sideName(one.beside), checks },
  ]
}

function files({ roleFile, policyFiles, configFile, vault }: TrustModelCase): TrustBlock[] {
  const written = [
    ...(roleFile === null ? [] : [{ title: 'Role', file: roleFile }]),
    ...policyFiles.map((file) => ({ title: 'Policy', file })),
    ...(configFile === null ? [] : [{ title: 'Auth method', file: configFile }]),
  ]
  const blocks = written.map(({ title, file }): TrustBlock => ({ kind: 'file', title, ...file }))
  if (configFile !== null) return blocks
  const whose = vault.owned ? 'holds static keys' : 'is shared with others'
  return [
    ...blocks,
    text(
      `The auth method ${markdownCode(`auth/${vault.auth_path}`)} ${whose}: its configuration is not written, only checked.`,
    ),
  ]
}

/** By name. */
function vaultsTable({ vaults }: TrustModelCase): TrustBlock {
  const rows = [...vaults]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((vault) => [
      ...[vault.name, vault.address, `auth/${vault.auth_path}`, vault.audience].map(markdownCode),
      vault.keys === 'discovery' ? 'read from GitLab' : 'written in Vault',
      vault.owned ? 'ours' : 'shared with others; its configuration is not written',
    ])
  const head = ['Vault', 'Address', 'Auth method', 'Audience', 'Keys', 'Whose']
  return { kind: 'table', label: 'Vaults', head, rows }
}

function section(id: string, title: string, blocks: TrustBlock[]): TrustSection {
  return { id, title, blocks }
}

function text(words: string): TrustBlock {
  return { kind: 'text', text: words }
}
