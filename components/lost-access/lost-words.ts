// Words for the states of past jobs, for how they ran, and for what helps against each reason.

import type { GapReason } from '@/lib/core/inventory/estate'
import type { LostState } from '@/lib/core/render/lost-access-view'
import type { HistoryPart, RunSituation } from '@/lib/core/trust/job-history'

export const stateWords: Record<LostState, string> = {
  refused: 'Would be refused',
  accepted: 'Refusal accepted',
  unknown: 'Unknown',
  passes: 'Get all they read',
  not_affected: 'Read nothing planned',
  not_in_configuration: 'Job no longer exists',
}

const sourceWords: Record<string, string> = {
  push: 'push',
  web: 'started on the web page',
  api: 'started through the API',
  trigger: 'started by a trigger token',
  schedule: 'schedule',
  pipeline: 'started by another project',
  parent_pipeline: 'child pipeline',
  merge_request_event: 'merge request',
}

/** “merge request from a fork”, “push to a protected branch”. */
export function situationText({ ref, protected: isProtected, source, fork, environment }: RunSituation): string {
  const where = environment === null ? '' : `, ${environment}`
  if (ref === 'merge-request') {
    return `${fork === null ? 'merge request, perhaps from a fork' : fork ? 'merge request from a fork' : 'merge request'}${where}`
  }
  const how = source === null ? 'started somehow' : (sourceWords[source] ?? source)
  const kind = isProtected === null ? ref : `${isProtected ? 'protected' : 'unprotected'} ${ref}`
  return `${how}, ${kind}${where}`
}

const fixes: Record<string, string> = {
  ref_protected: 'Protect the ref in GitLab, or let the job run on protected refs only.',
  pipeline_source: 'Narrow the job’s rules, or split the job: this role is not for pipelines that start so.',
  project_id: 'A fork signs as itself. Let the job do without the variable there, or not run.',
  environment: 'Give the job an environment that has a place for the variable, or map it for this one.',
  environment_protected: 'Protect the environment in GitLab.',
  environment_action: 'Plan a role for this action, or change the job’s environment action.',
  no_rule: 'Map the variable for this environment, so that the policy lists its path.',
}

/** What helps against the first reason that has a recipe. */
export function fixText(reasons: readonly string[]): string {
  const known = reasons.find((reason) => Object.hasOwn(fixes, reason))
  return known === undefined ? 'Look at the role’s line, and change the rule that makes it.' : (fixes[known] ?? '')
}

export const partWords: Record<HistoryPart, string> = {
  jobs: 'jobs',
  deployments: 'deployments (environments are those of the configuration)',
  members: 'members',
  protected_branches: 'protected branches',
  protected_tags: 'protected tags',
}

const reasonWords: Partial<Record<GapReason, string>> = {
  forbidden: 'GitLab refused',
  not_permitted: 'not shown to the token',
  not_found: 'not found',
  timeout: 'no answer in time',
  rate_limited: 'asked to slow down for too long',
}

export function gapText(reason: GapReason): string {
  return reasonWords[reason] ?? 'GitLab failed'
}
