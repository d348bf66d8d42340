// Roles on the declared auth mount that are not ours: what they let in, what they read of ours, and whether one could be used.
import { ofInstance } from '@/lib/core/inventory/gitlab-instance'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { JsonObject } from '@/lib/core/trust/decode-field'
import { accessOf } from '@/lib/core/trust/evaluate-access'
import type { WrittenConfig } from '@/lib/core/trust/evaluate-config-write'
import { evaluateRoleWrite, type WrittenRole } from '@/lib/core/trust/evaluate-role-write'
import type { Flavour } from '@/lib/core/trust/flavour'
import { lint } from '@/lib/core/trust/lint'
import type { LintFacts, LintFinding, Reach } from '@/lib/core/trust/lint-facts'
import { builtInPolicies } from '@/lib/core/trust/policy/built-in-policies'
import type { PolicyRule } from '@/lib/core/trust/policy/parse-policy'
import { roleReach } from '@/lib/core/trust/role-reach'
import type { LiveVault } from '@/lib/core/trust/vault-reading'
import type { AccessModel } from './access-model'
import { accessMoment } from './access-mounts'
import { type Adoption, adoptionOf } from './drift-adoption'
import type { DriftFinding } from './drift-finding'
import { plainValue } from './drift-item'
import { policyRules } from './drift-policy'
import { roleShown } from './drift-role'
import { type EstateFacts, estateFacts, type PeopleOfProject, usualFacts } from './lint-plan-facts'

export type ExistingRole = {
  vault: string
  name: string
  /** What it is, as it was read. */
  shown: ReturnType<typeof roleShown>
  /** Null where the role could not be read or understood; `why` then says it. */
  reach: Reach | null
  why: string | null
  findings: Pick<LintFinding, 'code' | 'field' | 'text' | 'advice'>[]
  /** Paths of the plan that its policies let it read. */
  reads: string[]
  /** Do production roles of the plan read one of these? */
  readsProduction: boolean
  /** Names of its policies that could not be read: what they grant is unknown. */
  unread: string[]
  adoption: Adoption
}

/** What only the OIDC flow has; a server gives some of it back in a form that it would not take. */
const onlyOidc = [
  'allowed_redirect_uris',
  'oidc_scopes',
  'callback_mode',
  'poll_interval',
  'oauth2_metadata',
  'max_age',
]

/** A role as it was read, as Vault would store it; null where no server of this flavour would have taken it. */
export function storedRole(body: JsonObject, name: string, flavour: Flavour): WrittenRole | null {
  const fields = Object.entries(body).filter(([field, value]) => value !== null && !onlyOidc.includes(field))
  const verdict = evaluateRoleWrite(Object.fromEntries(fields), name, flavour)
  return verdict.allowed ? verdict.written : null
}

/**
 * Takes the access model, a vault and what was read of it; gives every live role of its auth mount that no plan has, those
 * that read a path of production first, then those that let in most. Reach and lint are worked out as for planned roles, people
 * from who may push as far as that was read.
 */
export function existingRoles(
  model: AccessModel,
  vault: VaultDeclaration,
  live: LiveVault,
  flavour: Flavour,
  histories: readonly PeopleOfProject[] = [],
): ExistingRole[] {
  const planned = new Set(model.plan.roles.filter((role) => role.vault === vault.name).map(({ name }) => name))
  const facts = estateFacts(ofInstance(model.estate, vault.gitlab), histories)
  const config = model.mounts.find((mount) => mount.vault.name === vault.name)?.config ?? null
  const policies = livePolicies(live, flavour)
  const paths = [...new Set(model.plan.policies.filter((one) => one.vault === vault.name).flatMap((one) => one.paths))]
  const wanted = [...new Set(paths.map(({ path }) => path))]
  return Object.entries(live.roles)
    .flatMap(([name, asked]): ExistingRole[] => {
      if (planned.has(name)) return []
      if (!asked.known) return [unreadRole(vault.name, name, asked.why)]
      if (asked.value === null) return []
      return [evaluated({ model, vault, live, flavour, facts, config, policies, wanted }, name, asked.value)]
    })
    .sort(byWeight)
}

function byWeight(a: ExistingRole, b: ExistingRole): number {
  if (a.readsProduction !== b.readsProduction) return a.readsProduction ? -1 : 1
  const [most, least] = [b.reach?.projects ?? 0, a.reach?.projects ?? 0]
  return most - least || (a.name < b.name ? -1 : 1)
}

/** The rules of every policy that could be read and understood. */
function livePolicies(live: LiveVault, flavour: Flavour): Map<string, PolicyRule[]> {
  const policies = new Map(builtInPolicies(flavour))
  for (const [name, asked] of Object.entries(live.policies)) {
    if (!asked.known) continue
    const rules = asked.value === null ? new Map<string, PolicyRule[]>() : policyRules(name, asked.value, flavour)
    if (rules !== null) policies.set(name, [...rules.values()].flat())
  }
  return policies
}

type Context = {
  model: AccessModel
  vault: VaultDeclaration
  live: LiveVault
  flavour: Flavour
  facts: EstateFacts
  config: WrittenConfig | null
  policies: ReadonlyMap<string, PolicyRule[]>
  wanted: readonly string[]
}

function evaluated(context: Context, name: string, body: JsonObject): ExistingRole {
  const { model, vault, flavour, facts, config, policies, wanted } = context
  const role = storedRole(body, name, flavour)
  if (role === null) return unreadRole(vault.name, name, 'not_understood', body)
  const used = role.policies.map((one) => one.toLowerCase())
  const unread = used.filter((one) => !policies.has(one) && one !== 'root')
  const token = { policies: used, identity: { alias: () => null, groups: [] } }
  const ask = accessOf(policies, token, accessMoment, flavour)
  const root = used.includes('root')
  const reads = wanted.filter((path) => root || ask(path, 'read').allowed)
  const readsProduction = reads.some((path) => model.isProduction(vault.name, path))
  const ids = boundIds(role)
  const roleFacts: LintFacts = {
    ...usualFacts(facts),
    projects: facts.projects(ids),
    production: readsProduction,
    environment: environmentOf(role),
  }
  const found = role.type === 'jwt' && config !== null ? lint(role, config, policies, roleFacts, flavour) : []
  const reach = role.type === 'jwt' ? roleReach(role, roleFacts) : { projects: 0, triggers: [], people: 0 }
  return {
    vault: vault.name,
    name,
    shown: roleShown(body),
    reach,
    why: null,
    findings: found
      .filter(({ code }) => code !== 'redirected_login')
      .map(({ code, field, text, advice }) => ({ code, field, text, advice })),
    reads,
    readsProduction,
    unread,
    adoption: adoptionOf({ role, name, ids, unread, policies }, model, vault),
  }
}

function unreadRole(vault: string, name: string, why: string, body: JsonObject = {}): ExistingRole {
  return {
    ...{ vault, name, shown: roleShown(body), reach: null, why, findings: [], reads: [], readsProduction: false },
    unread: [],
    adoption: { planned: null, project: null, reasons: ['The role could not be read'] },
  }
}

/** Ids that the role binds by themselves; null where it may be any project. */
export function boundIds(role: WrittenRole): string[] | null {
  const bound = role.boundClaims.project_id
  if (bound === undefined) return null
  const ids = [bound].flat()
  if (!ids.every((id): id is string => typeof id === 'string')) return null
  return role.boundClaimsType === 'glob' && ids.some((id) => id.includes('*')) ? null : ids
}

function environmentOf(role: WrittenRole): LintFacts['environment'] {
  const first = [role.boundClaims.environment ?? 'production'].flat()[0]
  const name = typeof first === 'string' ? first : 'production'
  const guarded = [role.boundClaims.environment_protected ?? 'true'].flat().includes('true')
  return { name: role.boundClaimsType === 'glob' ? name.replaceAll('*', 'example') : name, protected: guarded }
}

/** A finding for each role that is not planned and reads what is: the binding table does not have it. */
export function existingFindings(roles: readonly ExistingRole[]): DriftFinding[] {
  return roles
    .filter(({ reads }) => reads.length > 0)
    .map(({ vault, name, reads, reach, readsProduction }) => ({
      code: readsProduction ? 'existing_role_reads_production' : 'existing_role_reads_planned',
      kind: 'role',
      name,
      field: 'token_policies',
      want: null,
      got: plainValue({
        paths: reads.slice(0, 20),
        path_count: reads.length,
        projects: reach?.projects ?? null,
        triggers: [...(reach?.triggers ?? [])],
        people: reach?.people ?? null,
      }),
      vault,
      project: null,
      text: readsText(reads.length, reach?.projects ?? null),
      at: null,
      texts: null,
    }))
}

function readsText(count: number, projects: number | null): string {
  const paths = `${count} ${count === 1 ? 'path' : 'paths'} of the plan`
  if (projects === 0) return `A role that no plan has may read ${paths}, but lets in no scanned project now`
  const by =
    projects === null ? 'an unknown number of projects' : `${projects} ${projects === 1 ? 'project' : 'projects'}`
  return `A role that no plan has reads ${paths}, by ${by}`
}
