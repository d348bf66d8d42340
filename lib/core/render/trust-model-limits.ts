// What the role of the job keeps out, and what nothing here keeps out: who can still get at the values.
import type { Project } from '@/lib/core/inventory/estate'
import { mergeRequestsMayBeProtected } from '@/lib/core/inventory/pipeline-worlds'
import { markdownCode } from './markdown-text'
import type { TrustModelCase } from './trust-model-case'
import { byScript } from './trust-model-flow'
import type { TrustBlock } from './trust-model-section'

/** One line for each thing that this very role, vault and policy refuse. */
export function keptOut(one: TrustModelCase): TrustBlock {
  const { role, vault, gitlabUrl, asked } = one
  const bound = role?.written?.boundClaims ?? {}
  const sources = [bound.pipeline_source ?? []].flat()
  const has = (claim: string) => Object.hasOwn(bound, claim)
  const items = [
    `**Another GitLab, or a forged token.** Only tokens signed by ${markdownCode(gitlabUrl)} pass.`,
    `**A token meant for another service.** Its audience is not ${markdownCode(vault.audience)}.`,
    has('project_id') &&
      `**Any other project**, even with this role’s name in its CI configuration: \`project_id\` is not ${markdownCode(String(bound.project_id))}.`,
    has('ref_protected') && '**Branches and tags that are not protected**: `ref_protected` is `"false"` there.',
    has('pipeline_source') && !sources.includes('merge_request_event') && refusedSources(sources),
    has('environment') && '**Jobs of another environment, or of none**: `environment` is another one, or absent.',
    has('environment_protected') && '**An environment that GitLab stopped protecting.**',
    has('environment_action') &&
      '**Jobs that only touch the environment**, by an `environment:action` that is not bound.',
    '**Any other path.** The policy holds exact paths, and not even the `default` policy is granted.',
    asked.login?.allowed === true &&
      `**A token from Vault that was copied**, after ${asked.login.ttl} seconds. It cannot be renewed past that.`,
  ]
  return { kind: 'list', items: items.filter((item) => item !== false) }
}

function refusedSources(sources: readonly unknown[]): string {
  const children = sources.includes('parent_pipeline') ? '' : ', and child pipelines'
  return `**Merge requests**, from a fork or not${children}, even where GitLab runs them as protected: \`pipeline_source\` is none of those bound.`
}

/** Source: facts of GitLab and the Runner as in the rows; what a scan does not read is said to be unknown. */
export function notKeptOut(one: TrustModelCase): TrustBlock {
  const rows = [...authors(one), ...operators(one)]
  return { kind: 'table', label: 'Who can still get at the values', head: ['Who', 'Can', 'What limits it'], rows }
}

function authors(one: TrustModelCase): string[][] {
  const { project } = one
  return [
    [
      '**Whoever may push to a ref that qualifies**, or merge into it',
      'change `.gitlab-ci.yml`, or any script that the job runs, and so read all that this role reads',
      `Protected refs, approvals, code owners. Here: ${refsOf(project)}`,
    ],
    [
      '**Whoever may set variables of a pipeline** (run it by hand, by trigger or by API)',
      'point `VAULT_SERVER_URL` at a server of their own, receive the ID token there, and use it at your Vault until it expires; or name another role in `VAULT_AUTH_ROLE`',
      variablesOf(project),
    ],
    [
      '**A job that runs before**, and writes a dotenv report',
      'the same: a dotenv variable wins over the CI configuration of later jobs',
      '`needs: []` or `dependencies: []` for jobs with secrets; trust in all jobs of the pipeline',
    ],
    [
      '**Whoever may edit variables** of the project, its groups or the instance',
      'the same: a variable there wins over the CI configuration',
      'Maintainers and owners only. The scan reports such a variable as a blocker',
    ],
    [
      '**The author of a merge request**',
      'name any environment and any role in it',
      `Production roles refuse merge requests. What other roles give them is counted above. ${guardedOf(project)}`,
    ],
    [
      '**Every job of this project and environment**',
      'read every path of the role, whatever it needs; a path is given with all its fields',
      'One path for each group of readers',
    ],
  ]
}

/** Source: GitLab `app/models/project_ci_cd_setting.rb`, override_pipeline_variables_allowed?. */
function variablesOf({ settings }: Project): string {
  const name = '`ci_pipeline_variables_minimum_override_role`'
  const advice = `Set ${name} to \`no_one_allowed\`, or \`owner\``
  const from = settings?.variablesFrom ?? null
  if (from === null) {
    return `${name}: set it to \`no_one_allowed\`, or \`owner\`. GitLab did not show it to the scan: look under Settings, CI/CD, Variables`
  }
  if (from === 'no_one_allowed') return `${name} is \`no_one_allowed\` here: nobody may`
  if (from === 'owner') return `${name} is \`owner\` here: owners of the project only`
  return `${from === 'developer' ? 'Every developer may' : 'Maintainers and owners may'} here. ${advice}`
}

/** What the project lets merge requests be; a role that binds `pipeline_source` refuses them either way. */
function guardedOf(project: Project): string {
  const guarded = mergeRequestsMayBeProtected(project)
  if (guarded === null) return 'It is not known whether GitLab runs those between protected branches as protected'
  if (guarded) return 'Those between protected branches run as protected here'
  return 'None runs as protected here'
}

function operators(one: TrustModelCase): string[][] {
  const { vault } = one
  const repository = vault.policy_repository
  const script = byScript(one)
  return [
    [
      '**Who runs the runner**, or can get at its host',
      script
        ? 'see the ID token, the token from Vault and the values: they are in the job’s shell'
        : 'see the ID token, the token from Vault and the values: the Runner’s process holds all three',
      'Runners of their own for production, on protected refs only',
    ],
    [
      '**Whoever reads the job log or its artifacts**',
      script
        ? 'find what a script prints: values that a script reads are not masked'
        : 'find what a script prints in another form: only the value as it is gets masked',
      'Review of scripts; no `set -x`, no `CI_DEBUG_TRACE`',
    ],
    [
      '**Maintainers of the project**',
      'change which refs and environments are protected, and let merge requests run as protected',
      'Few of them; audit events. The role binds `pipeline_source` so that the last one does not matter',
    ],
    [
      '**Who administers GitLab**, or holds its signing key',
      'be any job of any project',
      'Nothing in Vault. This is what trusting GitLab means',
    ],
    [
      '**Who may write roles, policies or the auth method** in Vault',
      'let in anybody',
      repository
        ? `Review in ${markdownCode(repository)}; Vault’s audit log`
        : 'Vault’s own policies and audit log. No repository for them is declared',
    ],
  ]
}

function refsOf(project: Project): string {
  const part = (what: string, names: string[] | null) => {
    if (names === null) return `which ${what} are protected could not be read`
    return names.length === 0 ? `no protected ${what}` : `${what} ${names.map(markdownCode).join(', ')}`
  }
  return `${part('branches', project.protectedBranches)}; ${part('tags', project.protectedTags)}`
}
