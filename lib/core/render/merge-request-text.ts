// Title, description, commit message and branch of a merge request that Cutover opens.
import { generatedPath } from './change-refusal'
import { markdownCode, markdownText } from './markdown-text'

export type MergeRequestTextInput = {
  kind: 'ci' | 'policy'
  /** Full path of the project that gets the merge request. */
  project: string
  /** Digest of the files that it changes; made outside, since the core has no cryptography. */
  hash: string
  /** Paths of the changed files. */
  files: string[]
  /** Keys that the changed jobs would read from Vault, or that the policies open. */
  keys: string[]
  jobs: string[]
  roles: string[]
  /** Names of the policies; for kind `policy` these are what changes. */
  policies: string[]
  vaults: string[]
  /** Address of an older open merge request of this project and kind, which this one closes. */
  supersedes: string | null
}

export type MergeRequestText = { branch: string; title: string; description: string; commitMessage: string }

/**
 * Takes what a merge request is about and gives its texts. A CI change is always a draft here: merged before role, policy
 * and values are there it would break the pipeline. `[skip ci]` keeps GitLab from running a pipeline for the commit
 * (docs.gitlab.com/ci/pipelines/#skip-a-pipeline). No line starts with `/`, which GitLab would run as a quick action
 * (docs.gitlab.com/user/project/quick_actions). The branch is named after the digest: twice the same is one branch.
 */
export function mergeRequestText(input: MergeRequestTextInput): MergeRequestText {
  const ci = input.kind === 'ci'
  const title = ci
    ? `Draft: Read ${count(input.keys, 'variable')} from Vault in ${count(input.jobs, 'job')}`
    : `Vault: ${count(input.policies, 'policy', 'policies')} and ${count(input.roles, 'role')}`
  const subject = ci ? `Read ${count(input.keys, 'variable')} from Vault` : title
  const blocks = [...(ci ? ciBlocks(input) : policyBlocks(input)), ...closing(input)]
  return {
    branch: branchName(input.kind, input.hash),
    title,
    description: `${blocks.join('\n\n')}\n`,
    commitMessage: `${subject}\n\n[skip ci]`,
  }
}

/** Takes kind and digest and gives the branch name. Throws a RangeError for a digest that is not hexadecimal. */
export function branchName(kind: 'ci' | 'policy', hash: string): string {
  if (!/^[0-9a-f]{12,}$/.test(hash)) throw new RangeError('A branch is named after at least 12 hexadecimal digits')
  return `cutover/${kind}-${hash.slice(0, 12)}`
}

function ciBlocks(input: MergeRequestTextInput): string[] {
  return [
    `Jobs of ${markdownText(input.project)} would read these variables from Vault by an ID token, instead of from GitLab.`,
    '**Do not merge yet.** A job whose secret cannot be read fails before its script. This waits for:',
    [
      `- the policies in ${list(input.vaults)}: ${list(input.policies)}`,
      `- the roles in ${list(input.vaults)}: ${list(input.roles)}`,
      `- the values in Vault, compared with those in GitLab`,
      '- GitLab Premium or Ultimate for this project: without it GitLab drops `secrets:` without a word',
    ].join('\n'),
    `Variables: ${list(input.keys)}`,
    `Jobs: ${list(input.jobs)}`,
    `The variables stay in GitLab until each job has run green with the value from Vault. Where both have one name, the value from Vault wins; a secret that cannot be read never falls back to the variable. ${wayBack(input)}`,
  ]
}

function wayBack({ files }: MergeRequestTextInput): string {
  return files.includes(generatedPath)
    ? 'While they are there, the CI/CD variable `CUTOVER_OFF` with the value `1`, at the project or any group above, takes the jobs back at once.'
    : 'While they are there, a revert of this change takes the jobs back.'
}

function policyBlocks(input: MergeRequestTextInput): string[] {
  return [
    `Policies and roles that let CI jobs read from ${list(input.vaults)} by their ID token. A merge writes nothing to Vault by itself; apply them as this repository always does.`,
    `Policies: ${list(input.policies)}`,
    `Roles: ${list(input.roles)}`,
    'Each policy grants `read` on exactly the paths of its jobs (`update` on a transit key). Where a script reads, `cutover-revoke-self` lets its token revoke itself. Each role is bound to one project by `project_id`; the binding table says which refs and triggers qualify.',
  ]
}

function closing(input: MergeRequestTextInput): string[] {
  const files = `Files: ${list(input.files)}`
  return input.supersedes === null ? [files] : [files, `Supersedes ${markdownText(input.supersedes)}.`]
}

function list(names: readonly string[]): string {
  const sorted = [...new Set(names)].sort()
  return sorted.length === 0 ? 'none' : sorted.map(markdownCode).join(', ')
}

function count(names: readonly string[], one: string, many = `${one}s`): string {
  const size = new Set(names).size
  return `${size} ${size === 1 ? one : many}`
}
