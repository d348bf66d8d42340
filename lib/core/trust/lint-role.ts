// What is risky in a role by itself: what it binds, whom it counts as a client, how long its tokens last.
import type { ClaimValue } from './bound-claims'
import { isObject } from './decode-field'
import { ttlOf } from './evaluate-login'
import type { WrittenRole } from './evaluate-role-write'
import type { LintFacts, LintFinding, Reach } from './lint-facts'

export type Finding = Omit<LintFinding, 'reach'>

/** Claims that tell one project, or the projects of one group. */
const projectClaims = ['project_id', 'project_path', 'namespace_id', 'namespace_path', 'sub', 'job_project_id']

/** Claims that are new for each job or commit: one client of Vault for each value. */
const endless = ['sub', 'jti', 'job_id', 'pipeline_id', 'sha', 'ref', 'ref_path', 'ci_config_sha', 'ci_config_ref_uri']
const personal = ['user_id', 'user_login', 'user_email']

export function lintRole(role: WrittenRole, facts: LintFacts, reach: Reach): Finding[] {
  return [
    ...bindings(role),
    ...types(role),
    ...clients(role),
    ...environments(role, facts, reach),
    ...times(role, facts),
  ]
}

function bindings(role: WrittenRole): Finding[] {
  const bound = Object.keys(role.boundClaims)
  const findings: Finding[] = []
  if (bound.length === 0 && role.boundSubject === '') {
    findings.push({
      code: 'audience_only',
      field: 'bound_claims',
      text: 'Any job of the instance that asks for this audience gets in',
      advice: 'Bind project_id, and for production ref_protected and the environment',
    })
  } else if (role.boundSubject === '' && !bound.some((name) => projectClaims.includes(name))) {
    findings.push({
      code: 'project_not_bound',
      field: 'bound_claims',
      text: `No project is bound: any project whose tokens have ${bound.join(', ')} as bound gets in`,
      advice: 'Bind project_id',
    })
  }
  if (role.boundClaimsType !== 'glob') return findings
  for (const name of ['project_path', 'namespace_path', 'sub', 'ref_path', 'ci_config_ref_uri']) {
    const star = texts(role.boundClaims[name]).find((text) => text.includes('*'))
    if (star === undefined) continue
    findings.push({
      code: 'glob_on_path',
      field: `bound_claims.${name}`,
      text: `${star} also matches paths that only begin alike, and crosses slashes`,
      advice: 'Bind project_id or namespace_id: they survive renames, and nobody else can take them',
    })
  }
  return findings
}

const texts = (value: ClaimValue | undefined): string[] =>
  [value ?? []].flat().filter((text): text is string => typeof text === 'string')

/** GitLab sends ids and truths as texts; only the runner's id is a number. */
function types(role: WrittenRole): Finding[] {
  return Object.entries(role.boundClaims).flatMap(([name, value]): Finding[] => {
    const wrong = [value].flat().find((item) => typeof item !== 'string' && !isObject(item))
    if (wrong === undefined || name === 'runner_id' || name.startsWith('/')) return []
    return [
      {
        code: 'not_a_text',
        field: `bound_claims.${name}`,
        text: `GitLab sends ${name} as a text, and a text never equals ${JSON.stringify(wrong)}: no job gets in by it`,
        advice: `Write ${JSON.stringify(String(wrong))}`,
      },
    ]
  })
}

function clients(role: WrittenRole): Finding[] {
  const { userClaim } = role
  if (endless.includes(userClaim)) {
    return [
      {
        code: 'unbounded_clients',
        field: 'user_claim',
        text: `Each new ${userClaim} is one more entity, and in Vault one more client that is paid for`,
        advice: 'Use project_id, and keep who ran the job in claim_mappings',
      },
    ]
  }
  if (personal.includes(userClaim)) {
    return [
      {
        code: 'clients_by_person',
        field: 'user_claim',
        text: 'Each person is a client, and policies of their own entity and groups reach into jobs that they start',
        advice: 'Use project_id, and map user_login for the audit log',
      },
    ]
  }
  if (personal.some((name) => role.claimMappings.has(name))) return []
  return [
    {
      code: 'audit_without_person',
      field: 'claim_mappings',
      text: 'The audit log says which project read a secret, not who started the job',
      advice: 'Map user_login, job_id and ref to metadata; never use them in a policy template',
    },
  ]
}

function environments(role: WrittenRole, facts: LintFacts, reach: Reach): Finding[] {
  const findings: Finding[] = []
  const bound = Object.keys(role.boundClaims)
  const without = facts.jobs.filter((job) => !job.hasEnvironment).map((job) => job.name)
  const claim = bound.find((name) => /^(environment|deployment_tier)/.test(name))
  if (claim !== undefined && without.length > 0) {
    findings.push({
      code: 'environment_missing_in_job',
      field: `bound_claims.${claim}`,
      text: `${without.join(', ')} has no environment, so that its token has no ${claim}: it is refused`,
      advice: 'Give the job an environment, with action: access where it deploys nothing, or a role without the claim',
    })
  }
  if (facts.production && reach.triggers.some((trigger) => trigger.endsWith('merge-request'))) {
    findings.push({
      code: 'merge_request_passes',
      field: 'bound_claims',
      text: 'A merge request between protected branches has a protected ref, and gets in',
      advice: 'Bind pipeline_source to push, web, schedule, api and the like',
    })
  }
  if (facts.environment?.protected === true && bound.includes('environment') && !bound.includes('environment_action')) {
    findings.push({
      code: 'environment_action_not_bound',
      field: 'bound_claims',
      text: 'A job with action verify, access or prepare needs no right to deploy, and gets in',
      advice: 'Bind environment_action to the actions that the jobs have',
    })
  }
  return findings
}

function times(role: WrittenRole, { leaseSeconds }: LintFacts): Finding[] {
  const ttl = ttlOf(role)
  if (leaseSeconds === null || ttl >= leaseSeconds) return []
  return [
    {
      code: 'ttl_shorter_than_lease',
      field: 'token_ttl',
      text: `Tokens end after ${ttl} s, and with them leases that must last ${leaseSeconds} s`,
      advice: `Set token_ttl, token_max_ttl and token_explicit_max_ttl to at least ${leaseSeconds}`,
    },
  ]
}
