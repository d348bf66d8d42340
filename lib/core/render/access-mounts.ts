// The rendered configuration, roles and policies of each vault, read back as Vault would store them.
import type { Plan, Policy, Role } from '@/lib/core/mapping/plan'
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
import { groupBy } from './group-by'
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
  /** All of the vault. */
  readonly roles: AccessRole[]
  /** The roles of a project, and all that do not bind the id of another than the one of the token. */
  rolesFor: (project: string, tokenProjectId: string, only?: (role: Role) => boolean) => AccessRole[]
  /** The rules of policies by name, with the built-in ones; without those that are not there. */
  rulesOf: (names: readonly string[]) => ReadonlyMap<string, PolicyRule[]>
  policyFile: (name: string) => string | null
}

/** The moment of all decisions. Nothing that is rendered depends on it. */
export const accessMoment = 1_800_000_000

/**
 * Renders and reads back what an export of this plan writes to each vault, so that what is explained is what is exported:
 * each role and policy once, when it is first asked for. A policy with an inexact path is never exported and counts as
 * missing. Never fails.
 */
export function accessMounts(
  {
    plan,
    rules,
    issuer,
  }: { plan: Pick<Plan, 'roles' | 'policies'>; rules: RulesFile; issuer: (vault: VaultDeclaration) => string },
  flavour: Flavour,
): AccessMount[] {
  return rules.vaults.map((vault): AccessMount => {
    const files = accessFiles(vault, rules.vaults.length)
    const configText = renderAuthConfig({ ...vault, owned: true, keys: 'discovery' }, issuer(vault))
    const config = evaluateConfigWrite(bodyOf(configText), flavour)
    const read = once((role: Role): AccessRole => {
      const text = renderRole(role, vault)
      const verdict = evaluateRoleWrite(bodyOf(text), role.name, flavour)
      return { role, text, file: files.role(role.name), written: verdict.allowed ? verdict.written : null }
    })
    const own = plan.roles.filter((role) => role.vault === vault.name)
    const byProject = groupBy(own, ({ project }) => project)
    const byBound = groupBy(own, boundProject)
    const written = once((policy: Policy): PolicyRule[] | null => {
      if (!policy.paths.every(({ path }) => isExactPath(path))) return null
      const verdict = evaluatePolicyWrite(policy.name, renderPolicy(policy), flavour, accessMoment)
      return verdict.allowed ? verdict.written.rules : null
    })
    const here = plan.policies.filter((policy) => policy.vault === vault.name)
    const policies = new Map(here.map((policy) => [goLower(policy.name), policy]))
    const builtIn = builtInPolicies(flavour)
    return {
      vault,
      config: config.allowed ? config.written : null,
      configFile: hasAuthConfig(vault) ? { file: files.auth, text: configText } : null,
      get roles() {
        return own.map(read)
      },
      rolesFor: (project, id, only = () => true) => {
        const roles = [byProject.get(project), byBound.get(id), byBound.get(null)].flatMap((list) => list ?? [])
        return [...new Set(roles)].filter(only).map(read)
      },
      rulesOf: (names) => {
        const found = names.flatMap((name): [string, PolicyRule[]][] => {
          const policy = policies.get(name)
          const rules = policy === undefined ? builtIn.get(name) : written(policy)
          return rules === null || rules === undefined ? [] : [[name, rules]]
        })
        return new Map(found)
      },
      policyFile: (name) => {
        const policy = policies.get(name)
        return policy === undefined ? null : files.policy(policy.name)
      },
    }
  })
}

/** The id of the one project that a role binds; null where it may be several. */
export function boundProject({ boundClaims, boundClaimsType }: Role): string | null {
  const id = boundClaims.project_id
  return typeof id !== 'string' || (boundClaimsType === 'glob' && id.includes('*')) ? null : id
}

function once<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, { value: V }>()
  return (key) => {
    const known = made.get(key) ?? { value: make(key) }
    made.set(key, known)
    return known.value
  }
}

/** A body as a server gets it. Our own renderers always write an object. */
export function bodyOf(text: string): JsonObject {
  const value = parseExactJson(text)
  return isObject(value) ? value : {}
}
