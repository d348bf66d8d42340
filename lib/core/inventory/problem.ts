// Why a variable cannot move yet (blocker) or what to look at first (warning), as coded data with a recipe for each code.
import type { Evidence } from './consumer'

export const recipes = {
  used_in_rules:
    'GitLab reads `rules` before a job exists, so Vault cannot supply it. Keep a plain CI/CD variable for the condition, or test another variable.',
  used_in_include: 'GitLab reads `include` before a job exists. Keep this as a plain CI/CD variable.',
  used_in_trigger: 'A bridge job has no runner and cannot read Vault. Let the child pipeline read the value itself.',
  used_in_environment_name:
    'GitLab itself makes the name and the address of an environment; the name before the job runs. Keep this as a plain CI/CD variable.',
  used_in_resource_group: 'GitLab needs the resource group before the job runs. Keep this as a plain CI/CD variable.',
  used_in_tags: 'GitLab needs the tags to choose a runner. Keep this as a plain CI/CD variable.',
  used_in_id_tokens: 'GitLab makes the ID token before Vault is asked. Write the audience literally.',
  used_in_image:
    'The runner resolves secrets before it pulls image and services, so this works with file: false; but every job that pulls it needs the entry, and no runner configuration can use it.',
  used_in_needs: 'GitLab reads `needs` before a job runs. Keep this as a plain CI/CD variable.',
  used_in_workflow: 'GitLab reads `workflow` before a job exists. Keep this as a plain CI/CD variable.',
  runner_setting:
    'GitLab or the runner reads this name itself, before secrets are there. Keep it as a plain CI/CD variable.',
  vault_connection_variable:
    'VAULT_* variables tell the runner where Vault is. A definition above the job wins over the generated file: say what it holds, then remove it.',
  static_vault_credential:
    'This is a credential for Vault itself. The end state is none: the ID token replaces it. Remove the login and retire the variable.',
  schedule_variable:
    'Only the person who edits the schedule sets it. Let the job read Vault, then remove the variable from the schedule.',
  project_archived: 'Jobs of an archived project do not run. Unarchive it, or exclude the variable with this reason.',
  ci_config_invalid:
    'The CI configuration does not pass GitLab’s lint, so uses cannot be known. Repair it and scan again.',
  ci_config_unknown:
    'The CI configuration could not be read. Give the scan token access to the repository and scan again.',
  config_elsewhere: 'The CI configuration lies outside this repository. Change it there, or move it here.',
  environment_not_static:
    'The environment of a using job is built from variables that cannot be known in advance. Name it literally, or by one pattern such as review/$CI_COMMIT_REF_SLUG.',
  scope_ambiguous: 'Two overlapping wildcard scopes match one environment. Make one of them exact.',
  star_unanswered:
    'Scope * serves production and merge requests alike. Answer: one path per environment, production only, or shared with a name and a date.',
  runs_where_refused:
    'A using job may run on a merge request or an unprotected branch, where its protected role refuses the login. Narrow its rules, split the job, or exclude the variable.',
  path_wider_than_variable:
    'Variables at one Vault path differ in protection, scope or consumers, and a policy cannot tell the fields of a path apart. Give each its own path.',
  path_collision: 'Two variables would be written to the same field of the same path. Change one rule.',
  path_invalid: 'The Vault path, mount or field that the rule gives is not valid. See the reason and change the rule.',
  template_unknown_name:
    'The rule’s template uses a name that does not exist. Names: project_id, project_path, group_path, environment, key, scope, protected.',
  mount_undeclared: 'The rule names a mount or vault that is not declared under Connections.',
  vault_other_gitlab:
    'The login of this vault trusts the tokens of another GitLab than the one whose jobs read the variable. Map it to a vault that is declared for that GitLab: its own auth mount, with that GitLab as issuer.',
  role_name_invalid:
    'A Vault role name may hold letters, digits, underscores, dots and hyphens, and begins and ends with a letter, digit or underscore. Change the template.',
  role_name_collision: 'Two roles would have the same name. Add {project_id} or {environment} to the template.',
  extended_by:
    'Another job extends this one and would inherit its secrets. Plan the heirs with the same entries, or move the entries out of the parent.',
  include_form:
    'The `include` of the root file is not a block list. Write it as a list with one entry per line, or choose the inline placement.',
  include_conditional:
    'The job comes from an include that has rules, so a stub alone could be an invalid job. Choose the inline placement in that file.',
  child_pipeline_file: 'The job runs in a child pipeline that has its own file. Plan that file inline.',
  consumer_unknown: 'A descendant’s CI configuration could not be read, so it may use this variable unseen.',
  bridge_uses_variable: 'A bridge job passes the variable on and cannot read Vault. Let the child pipeline read it.',
  two_logins:
    'The job would need two Vault logins, and GitLab gives a job one: one server, namespace, auth mount, role and token. Split the job in two, each with the secrets of one login, or give all its variables one target: change the rule, or move the entries that the job already has.',
  already_defined: 'The job already has an entry of this name with another content. Remove one of them.',
  free_tier:
    'GitLab Free has no `secrets:`. A script is exported under free-tier/, with a snippet for each job to paste by hand.',
  tier_unknown:
    'The licence tier of the top-level group is not declared, and without a licence GitLab drops `secrets:` silently. Both forms are exported, and the merge request waits. Declare the tier under Connections.',
  graphql_needed: 'Only GitLab’s REST API could answer, and it answers values. Nothing was fetched.',
  unknown_flag:
    'This GitLab is too old to tell a flag of the variable. Look it up in GitLab, or upgrade GitLab and scan again.',
  may_be_expanded: 'The variable is not raw: GitLab expands $ in it. Vault hands out the bytes as they are.',
  file_type: 'The job gets a path to a file today. The generated entry keeps this with file: true.',
  used_in_composite:
    'Another variable is composed from it. GitLab expands it before Vault is asked: compose it in the script.',
  looks_like_secret: 'It looks like a secret but is not masked.',
  looks_like_plain: 'It is masked, but looks like plain configuration. Consider excluding it.',
  path_shared: 'Other readers gain this variable, since a policy cannot tell the fields of a path apart.',
  script_not_read:
    'No job names it, but a job that sees it runs a script of the repository, which may read it from its environment. Look into the script before you call the variable unused.',
  exclusion_expired:
    'The date of the exclusion has passed, so the variable counts as open again. Exclude it anew, or map it.',
  production_only:
    'Answered “production only”: these jobs run elsewhere and would lose the variable. Check that they do without it.',
  retire_in_use:
    'It is to be retired, but jobs still name it. Take it out of them first, or choose replace, a target or exclude.',
  retire_unknown:
    'It is to be retired, but something that may use it was not read, so it is not known to be unused. Give the scan token access and scan again.',
  used_on_other_ref:
    'A branch or tag on which pipelines run reads it there, and the change goes to the default branch alone. Bring the change there too, or let that ref end, before the variable is removed.',
  runner_old:
    'A job that uses it may be picked up by a runner too old for `secrets:`. Upgrade that runner, give the job other tags, or export the script form, which works on every version.',
  no_runner_for_tags:
    'No runner that the scan saw takes a job that uses it, so nothing here can be tried. Resume or register a runner with its tags, or remove the job.',
  unprotected_production: 'Production reads it, but the variable is not protected.',
} as const

export type ProblemCode = keyof typeof recipes

/** `detail` is plain English that names what exactly; `evidence` the lines, when there are any. */
export type Problem = { code: ProblemCode; detail: string; evidence: Evidence[] }
