// The rendered configuration, roles and policies of each vault, read back as Vault would store them.
import type { Plan, Role } from '@/lib/core/mapping/plan'
import type { RulesFile, VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { isObject, type JsonObject } from '@/lib/core/trust/decode-field'
import { evaluateConfigWrite, type WrittenConfig } from '@/lib/core/trust/evaluate-config-write'
import { evaluateRoleWrite, type WrittenRole } from '@/lib/core/trust/evaluate-role-write'
import { parseExactJson } from '@/lib/core/trust/exact-json'
import type { Flavour } from '@/lib/core/trust/flavour'
import { goLower } from '@/lib/core/trust/go-format'
import { builtInPolicies } from '@/lib/core/trust/policy/built-in-policies'
import { evaluatePolicyWrite } from '@/lib/core/trust/policy/evaluate-policy-write'
import type { PolicyRule } from '@/lib/core/trust/policy/parse-policy'
import { accessFiles } from './access-files'
import { hasAuthConfig, renderAuthConfig } from './auth-config'
import { renderRole } from './role-json'
import { isExactPath, renderPolicy } from './vault-policy'

export type AccessRole = {
  role: Role
  file: string
  text: string
  /** Null where Vault would refuse to write it. */
  written: WrittenRole | null
}

export type AccessMount = {
  vault: VaultDeclaration
  config: WrittenConfig | null
  /** Null where the configuration is not ours to write: it is then taken to trust this GitLab, and no other. */
  configFile: { file: string; text: string } | null
  roles: AccessRole[]
  /** By lower-case name, as a login finds them. */
  byName: ReadonlyMap<string, WrittenRole>
  /** By name, with the built-in ones. */
  rules: ReadonlyMap<string, PolicyRule[]>
  policyFiles: ReadonlyMap<string, string>
}

/** The moment of all decisions. Nothing that is rendered depends on it. */
export const accessMoment = 1_800_000_000

/**
 * Renders and reads back what an export of this plan writes to each vault, so that what is explained is what is exported.
 * A policy with an inexact path is never exported and counts as missing. Never fails.
 */
export function accessMounts(
  { plan, rules, gitlabUrl }: { plan: Pick<Plan, 'roles' | 'policies'>; rules: RulesFile; gitlabUrl: string },
  flavour: Flavour,
): AccessMount[] {
  return rules.vaults.map((vault): AccessMount => {
    const files = accessFiles(vault, rules.vaults.length)
    const configText = renderAuthConfig({ ...vault, owned: true, keys: 'discovery' }, gitlabUrl)
    const config = evaluateConfigWrite(bodyOf(configText), flavour)
    const roles = plan.roles
      .filter((role) => role.vault === vault.name)
      .map((role): AccessRole => {
        const text = renderRole(role, vault)
        const verdict = evaluateRoleWrite(bodyOf(text), role.name, flavour)
        return { role, text, file: files.role(role.name), written: verdict.allowed ? verdict.written : null }
      })
    const policies = new Map<string, PolicyRule[]>(builtInPolicies(flavour))
    const policyFiles = new Map<string, string>()
    for (const policy of plan.policies) {
      if (policy.vault !== vault.name || !policy.paths.every(({ path }) => isExactPath(path))) continue
      const verdict = evaluatePolicyWrite(policy.name, renderPolicy(policy), flavour, accessMoment)
      if (!verdict.allowed) continue
      policies.set(verdict.written.name, verdict.written.rules)
      policyFiles.set(verdict.written.name, files.policy(policy.name))
    }
    return {
      vault,
      config: config.allowed ? config.written : null,
      configFile: hasAuthConfig(vault) ? { file: files.auth, text: configText } : null,
      roles,
      byName: new Map(roles.flatMap(({ role, written }) => (written ? [[goLower(role.name), written]] : []))),
      rules: policies,
      policyFiles,
    }
  })
}

/** A body as a server gets it. Our own renderers always write an object. */
function bodyOf(text: string): JsonObject {
  const value = parseExactJson(text)
  return isObject(value) ? value : {}
}
