// The files of one vault in an export: what its operators apply, in each form.
import type { Plan, Policy } from '@/lib/core/mapping/plan'
import type { RulesFile, VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { ArtefactFile } from './artefact-file'
import { renderAuthChecklist, renderKeyRotation } from './auth-checklist'
import { hasAuthConfig, renderAuthConfig } from './auth-config'
import { renderCliScript } from './cli-script'
import { type EngineRole, engineRoles, engineRolesOf, renderEngineRole } from './engine-role'
import { environmentName } from './environment-label'
import { fileName } from './file-name'
import { renderRole } from './role-json'
import { renderRotateKeys } from './rotate-keys'
import { renderTerraformData } from './terraform-data'
import { terraformModule, terraformRoot, terraformVariables } from './terraform-module'
import { isExactPath, renderPolicy } from './vault-policy'
import { whyPolicy, whyRole } from './why-line'

type VaultInput = { vault: VaultDeclaration; plan: Plan; rules: RulesFile; gitlabUrl: string }

/**
 * Takes a vault and the plan; gives its files, in a folder of its name once there are several vaults:
 *
 * - `policies/<name>.hcl`, `roles/<name>.json`: bodies for the API
 * - `engine-roles/<mount>/<name>.json`: roles of database and AWS engines
 * - `auth/<path>.json`: the configuration of the auth method, where it is ours and Vault fetches the keys
 * - `auth/<path>-keys.md` with `cli/rotate-keys.sh`: where it is ours and the keys are static
 * - `auth/<path>-checklist.md`: where others share it, so that nothing is written
 * - `cli/apply.sh`: all of it by the command line
 * - `terraform/`: all of it as `cutover.json` with a module that repeats over it
 */
export function vaultFiles(input: VaultInput): ArtefactFile[] {
  const { vault, plan, rules, gitlabUrl } = input
  const folder = rules.vaults.length > 1 ? `${fileName(vault.name)}/` : ''
  const policies = plan.policies.filter((policy) => policy.vault === vault.name && isExact(policy))
  const roles = plan.roles.filter((role) => role.vault === vault.name)
  const engines = engineRolesOf(engineRoles(plan, rules), vault)
  const auth = hasAuthConfig(vault) ? `${fileName(vault.auth_path)}.json` : null
  const rotatesKeys = vault.owned && vault.keys === 'static'
  const script = renderCliScript({ vault, policies, roles, auth, rotatesKeys, engineRoles: engines })
  const terraform = renderTerraformData({ vault, gitlabUrl, policies, roles, engineRoles: engines })
  const files = [
    ...policies.map(policyFile),
    ...roles.map(
      (role): ArtefactFile => ({
        ...file(`roles/${fileName(role.name)}.json`, 'role', 'json', renderRole(role, vault)),
        project: role.project,
        environment: environmentName(role.environment),
        why: whyRole(role, vault),
      }),
    ),
    ...engines.map(engineFile),
    ...(auth === null ? [] : [file(`auth/${auth}`, 'auth', 'json', renderAuthConfig(vault, gitlabUrl))]),
    ...authPages(input, rotatesKeys),
    file('cli/apply.sh', 'cli', 'shell', script),
    ...(rotatesKeys ? [file('cli/rotate-keys.sh', 'cli', 'shell', renderRotateKeys(vault, gitlabUrl))] : []),
    file('terraform/main.tf', 'terraform', 'hcl', terraformRoot),
    file('terraform/cutover/main.tf', 'terraform', 'hcl', terraformModule),
    file('terraform/cutover/variables.tf', 'terraform', 'hcl', terraformVariables),
    {
      ...file('terraform/cutover.json', 'terraform', 'json', terraform.text),
      problems: terraform.problems.map((text) => ({ line: 1, text })),
    },
  ]
  return files.map((one) => ({ ...one, path: `${folder}${one.path}` }))
}

function authPages({ vault, plan, gitlabUrl }: VaultInput, rotatesKeys: boolean): ArtefactFile[] {
  const name = `auth/${fileName(vault.auth_path)}`
  if (rotatesKeys) return [file(`${name}-keys.md`, 'auth', 'markdown', renderKeyRotation(vault, gitlabUrl))]
  if (vault.owned) return []
  const roles = plan.roles.filter((role) => role.vault === vault.name)
  return [file(`${name}-checklist.md`, 'auth', 'markdown', renderAuthChecklist(vault, gitlabUrl, roles))]
}

function policyFile(policy: Policy): ArtefactFile {
  return {
    ...file(`policies/${fileName(policy.name)}.hcl`, 'policy', 'hcl', renderPolicy(policy)),
    project: policy.owner.level === 'project' ? policy.owner.path : null,
    environment: environmentName(policy.environment),
    why: whyPolicy(policy),
  }
}

function engineFile(role: EngineRole): ArtefactFile {
  const path = `engine-roles/${fileName(role.mount)}/${fileName(role.name)}.json`
  return {
    ...file(path, 'engine-role', 'json', renderEngineRole(role)),
    project: role.project,
    problems: role.problems.map((text) => ({ line: 1, text })),
  }
}

function file(
  path: string,
  kind: ArtefactFile['kind'],
  language: ArtefactFile['language'],
  text: string,
): ArtefactFile {
  return { path, kind, language, text, project: null, environment: null, before: null, why: [], problems: [] }
}

/** A policy with a path that Vault would take as a pattern is never written. The plan blocks such paths; this is the last gate. */
export function isExact({ paths }: Policy): boolean {
  return paths.every(({ path }) => isExactPath(path))
}
