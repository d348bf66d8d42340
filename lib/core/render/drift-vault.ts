// Everything that the plan wants of a vault, against what was read from its server.
import type { Plan } from '@/lib/core/mapping/plan'
import type { RulesFile, VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { Flavour } from '@/lib/core/trust/flavour'
import type { LiveVault, VaultReading, VaultUnknown } from '@/lib/core/trust/vault-reading'
import { accessFiles } from './access-files'
import { bodyOf } from './access-mounts'
import { askedOf } from './drift-asked'
import { authDrift, authWanted } from './drift-auth'
import { type DriftItem, driftItem, plainValue } from './drift-item'
import { mountItems } from './drift-mounts'
import { pathItems } from './drift-paths'
import { policyDrift } from './drift-policy'
import { roleDrift } from './drift-role'
import { unplannedItems } from './drift-unplanned'
import { isExact } from './export-vault'
import { renderRole } from './role-json'
import { renderPolicy } from './vault-policy'

export type DriftInput = { plan: Plan; rules: RulesFile; gitlabUrl: string; flavour: Flavour }

export type VaultDrift = {
  vault: string
  /** Null where it is connected and was read. */
  why: VaultUnknown | null
  /** Since when it could not be read; null where it can, or never could. */
  since: string | null
  readAt: string | null
  items: DriftItem[]
}

/**
 * Takes the plan, a declared vault and what was read of it (null: it has no connection); gives one item for the
 * configuration, each mount, role, policy and KV v2 path that is planned, and for each role and policy that no plan has.
 * What could not be read is unknown, never missing; while the server does not answer all is unknown, since when and as
 * it last was.
 */
export function vaultDrift(input: DriftInput, vault: VaultDeclaration, reading: VaultReading | null): VaultDrift {
  const live = reading?.live ?? null
  const why = reading === null ? 'not_connected' : (reading.check.problem ?? null)
  const since = reading?.unknownSince ?? null
  const head = { vault: vault.name, since, readAt: live?.readAt ?? null }
  if (live === null) {
    const known: VaultUnknown = why ?? 'unreachable'
    return {
      ...head,
      why: known,
      items: liveItems(input, vault, nothingRead(known)).map((item) => ({ ...item, since })),
    }
  }
  const items = liveItems(input, vault, live)
  if (since === null) return { ...head, why: null, items }
  return {
    ...head,
    why: why ?? 'unreachable',
    items: items.map((item) => sinceThen(item, why ?? 'unreachable', since)),
  }
}

function sinceThen(item: DriftItem, why: VaultUnknown, since: string): DriftItem {
  const last = item.status === 'unknown' ? null : item.status
  return { ...item, status: 'unknown', fields: [], want: null, got: null, texts: null, why, since, last }
}

function nothingRead(why: VaultUnknown): LiveVault {
  const unknown = { known: false, why } as const
  return {
    readAt: '',
    mounts: unknown,
    authMounts: unknown,
    authConfig: unknown,
    roleNames: unknown,
    roles: {},
    policyNames: unknown,
    policies: {},
    fields: {},
  }
}

function liveItems(input: DriftInput, vault: VaultDeclaration, live: LiveVault): DriftItem[] {
  return [
    authItem(input, vault, live),
    ...mountItems(input, vault, live),
    ...roleItems(input, vault, live),
    ...policyItems(input, vault, live),
    ...pathItems(input, vault, live),
    ...unplannedItems(input, vault, live),
  ]
}

const trimmed = (path: string) => path.replace(/^\/+|\/+$/g, '')

/** The declared mount is known not to be there: then no role of it is. */
function noAuthMount(vault: VaultDeclaration, live: LiveVault): boolean {
  return live.authMounts.known && !live.authMounts.value.some(({ path }) => path === trimmed(vault.auth_path))
}

function authItem({ rules, gitlabUrl }: DriftInput, vault: VaultDeclaration, live: LiveVault): DriftItem {
  const name = `auth/${trimmed(vault.auth_path)}`
  const item = { vault: vault.name, kind: 'auth', name } as const
  const want = authWanted(vault, gitlabUrl)
  if (noAuthMount(vault, live)) return driftItem({ ...item, status: 'missing', want })
  if (!live.authConfig.known) return driftItem({ ...item, status: 'unknown', why: live.authConfig.why })
  if (live.authConfig.value === null) return driftItem({ ...item, status: 'missing', want })
  const fields = authDrift(vault, live.authConfig.value, { gitlabUrl, vaults: rules.vaults.length })
  return driftItem({ ...item, status: fields.length === 0 ? 'same' : 'differs', fields })
}

function roleItems({ plan, rules }: DriftInput, vault: VaultDeclaration, live: LiveVault): DriftItem[] {
  const files = accessFiles(vault, rules.vaults.length)
  const absent = noAuthMount(vault, live)
  return plan.roles
    .filter((role) => role.vault === vault.name)
    .map((role): DriftItem => {
      const rendered = { text: renderRole(role, vault), file: files.role(role.name) }
      const at = { file: rendered.file, line: null }
      const item = { vault: vault.name, kind: 'role', name: role.name, project: role.project, at } as const
      const planned = bodyOf(rendered.text)
      const asked = absent ? ({ known: true, value: null } as const) : askedOf(live.roles, role.name, live.roleNames)
      if (!asked.known) return driftItem({ ...item, status: 'unknown', why: asked.why })
      if (asked.value === null) return driftItem({ ...item, status: 'missing', want: plainValue(planned) })
      const fields = roleDrift(planned, asked.value, rendered)
      return driftItem({ ...item, status: fields.length === 0 ? 'same' : 'differs', fields })
    })
}

function policyItems({ plan, rules, flavour }: DriftInput, vault: VaultDeclaration, live: LiveVault): DriftItem[] {
  const files = accessFiles(vault, rules.vaults.length)
  return plan.policies
    .filter((policy) => policy.vault === vault.name && isExact(policy))
    .map((policy): DriftItem => {
      const want = renderPolicy(policy)
      const file = files.policy(policy.name)
      const project = policy.owner.level === 'project' ? policy.owner.path : null
      const at = { file, line: null }
      const item = { vault: vault.name, kind: 'policy', name: policy.name, project, at } as const
      const asked = askedOf(live.policies, policy.name.toLowerCase(), live.policyNames)
      if (!asked.known) return driftItem({ ...item, status: 'unknown', why: asked.why })
      if (asked.value === null) return driftItem({ ...item, status: 'missing', want })
      const texts = { want, got: asked.value }
      const fields = policyDrift(policy.name, texts, flavour).map((field) => ({
        ...field,
        at: { file, line: field.at?.line ?? null },
      }))
      if (fields.length === 0) return driftItem({ ...item, status: 'same' })
      return driftItem({ ...item, status: 'differs', fields, texts })
    })
}
