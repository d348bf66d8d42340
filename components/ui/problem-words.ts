// A few plain words for each code of a blocker or warning; the recipe says the rest.
import type { ProblemCode } from '@/lib/core/inventory/problem'

const words = {
  used_in_rules: 'Used in rules',
  used_in_include: 'Used in include',
  used_in_trigger: 'Used in trigger',
  used_in_environment_name: 'Used in an environment’s name or address',
  used_in_resource_group: 'Used in a resource group',
  used_in_tags: 'Used in tags',
  used_in_id_tokens: 'Used in id_tokens',
  used_in_image: 'Used in image',
  used_in_workflow: 'Used in workflow',
  vault_connection_variable: 'A VAULT_* connection variable',
  static_vault_credential: 'Long-lived Vault credential',
  schedule_variable: 'Set in a pipeline schedule',
  project_archived: 'Project is archived',
  ci_config_invalid: 'CI configuration is invalid',
  ci_config_unknown: 'CI configuration was not read',
  config_elsewhere: 'CI configuration lies elsewhere',
  environment_not_static: 'Environment is not static',
  scope_ambiguous: 'Two scopes match',
  star_unanswered: 'Scope * needs an answer',
  runs_where_refused: 'Job runs where its role refuses',
  path_wider_than_variable: 'Path has more readers',
  path_collision: 'Two variables, one field',
  path_invalid: 'Path is not valid',
  template_unknown_name: 'Unknown name in a template',
  mount_undeclared: 'Mount is not declared',
  role_name_invalid: 'Role name is not valid',
  role_name_collision: 'Two roles, one name',
  extended_by: 'Other jobs extend the job',
  include_form: 'Include is not a block list',
  include_conditional: 'Job from a conditional include',
  child_pipeline_file: 'Job of a child pipeline',
  consumer_unknown: 'A user of it could not be read',
  bridge_uses_variable: 'A bridge job uses it',
  other_vault_in_job: 'Job has another Vault login',
  already_defined: 'Already defined in the job',
  free_tier: 'Group is on the Free tier',
  tier_unknown: 'Licence tier is not declared',
  graphql_needed: 'Only REST could answer',
  may_be_expanded: 'Not raw, may be expanded',
  file_type: 'File variable',
  used_in_composite: 'Part of a composite value',
  looks_like_secret: 'Looks like a secret, not masked',
  looks_like_plain: 'Masked, looks like configuration',
  path_shared: 'Path is shared',
  unprotected_production: 'Production, but not protected',
  script_not_read: 'A script may use it unseen',
  exclusion_expired: 'Exclusion has expired',
  production_only: 'Only production reads it',
  runner_setting: 'A setting of the runner',
  used_in_needs: 'Used in needs',
  retire_in_use: 'To be retired, yet used',
  retire_unknown: 'To be retired, use unknown',
} satisfies Record<ProblemCode, string>

const known: Record<string, string> = words

/** The words for a code; an unknown code is shown as it is, with spaces. */
export function problemWords(code: string): string {
  return known[code] ?? code.replaceAll('_', ' ')
}
