// What is risky in a role, its mount and its policies, though Vault accepts it.
import type { WrittenPolicies } from './evaluate-access'
import type { WrittenConfig } from './evaluate-config-write'
import type { WrittenRole } from './evaluate-role-write'
import type { Flavour } from './flavour'
import type { LintFacts, LintFinding, LintProject } from './lint-facts'
import { lintPolicies } from './lint-policies'
import { type Finding, lintRole } from './lint-role'
import { roleReach } from './role-reach'

/**
 * Gives every finding, each with how many projects, triggers and people the role lets in. Sources:
 * docs.gitlab.com/ci/secrets/hashicorp_vault and id_token_authentication, OpenBao `builtin/credential/jwt`, GitLab
 * `ci_pipeline_variables_minimum_override_role`.
 */
export function lint(
  role: WrittenRole,
  config: WrittenConfig,
  policies: WrittenPolicies,
  facts: LintFacts,
  flavour: Flavour,
): LintFinding[] {
  const reach = roleReach(role, facts)
  const findings = [
    ...lintRole(role, facts, reach),
    ...lintConfig(config),
    ...lintPolicies(role, policies, facts, flavour),
    ...lintPipeline(facts),
  ]
  return findings.map((finding) =>
    finding.code === 'redirected_login'
      ? { ...finding, reach: roleReach(role, { ...facts, projects: facts.projects.map(settersOf) }) }
      : { ...finding, reach },
  )
}

/** Who may set variables must still be let to run the pipeline, so only those of the pushers count. */
function settersOf(project: LintProject): LintProject {
  const { pushers, guardedPushers, variableSetters: setters } = project
  if (setters === undefined) return project
  const among = (able: readonly number[] | null) =>
    able === null || setters === null ? null : able.filter((person) => setters.includes(person))
  return {
    ...project,
    pushers: among(pushers),
    ...(guardedPushers === undefined ? {} : { guardedPushers: among(guardedPushers) }),
  }
}

function lintConfig(config: WrittenConfig): Finding[] {
  const findings: Finding[] = []
  if (config.boundIssuer === '') {
    findings.push({
      code: 'issuer_not_bound',
      field: 'bound_issuer',
      text: 'The issuer of a token is not looked at, even with discovery',
      advice: 'Set bound_issuer to the address of GitLab',
    })
  }
  if (config.defaultRole !== '') {
    findings.push({
      code: 'default_role',
      field: 'default_role',
      text: `A job that names no role gets ${config.defaultRole}`,
      advice: 'Leave default_role empty, so that a forgotten VAULT_AUTH_ROLE fails',
    })
  }
  return findings
}

/** The Runner takes the server and the role from variables: who sets them can send the token elsewhere. */
function lintPipeline({ pipelineVariablesFrom, variablesAbove }: LintFacts): Finding[] {
  const findings: Finding[] = []
  if (pipelineVariablesFrom !== 'no_one_allowed' && pipelineVariablesFrom !== 'owner') {
    const who = pipelineVariablesFrom === null ? 'Perhaps every developer' : `Every ${pipelineVariablesFrom}`
    findings.push({
      code: 'redirected_login',
      field: 'ci_pipeline_variables_minimum_override_role',
      text: `${who} can run a pipeline with another VAULT_SERVER_URL or VAULT_AUTH_ROLE, and carry the token off`,
      advice: 'Set the minimum role to no_one_allowed, or to owner; the same holds for dotenv reports of earlier jobs',
    })
  }
  for (const name of variablesAbove.filter((variable) => variable.startsWith('VAULT_'))) {
    findings.push({
      code: 'vault_variable_above',
      field: name,
      text: `${name} is also defined above the project: where the job does not set it, that value counts`,
      advice: 'Set it in the job, or remove it above',
    })
  }
  return findings
}
