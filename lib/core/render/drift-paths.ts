// The KV v2 paths that jobs will read, with the names of their fields: are they there?
import type { Plan } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { LiveVault } from '@/lib/core/trust/vault-reading'
import { askedOf } from './drift-asked'
import { type DriftItem, driftItem } from './drift-item'

/**
 * One item for each planned path of KV v2, whose field names can be read without a value (`subkeys`). KV v1 and dynamic
 * engines are not here: nothing tells of them without showing a value or making a credential.
 */
export function pathItems({ plan }: { plan: Plan }, vault: VaultDeclaration, live: LiveVault): DriftItem[] {
  return [...plannedFields(plan, vault)].map(([name, { fields: wanted, projects }]): DriftItem => {
    const [only] = projects
    const project = projects.size === 1 && only !== undefined ? only : null
    const item = { vault: vault.name, kind: 'path', name, project } as const
    const asked = askedOf(live.fields, name, live.mounts)
    const want = [...wanted].sort()
    if (!asked.known) return driftItem({ ...item, status: 'unknown', why: asked.why })
    const { value } = asked
    if (value === null) return driftItem({ ...item, status: 'missing', want: { fields: want } })
    const fields = want
      .filter((field) => !value.includes(field))
      .map((field) => ({ field, want: 'a field of this name', got: null, at: null }))
    return driftItem({ ...item, status: fields.length === 0 ? 'same' : 'differs', fields })
  })
}

/** By `<mount>/<path>`, sorted: the fields that jobs read there, and the projects of these jobs. */
export function plannedFields(
  plan: Pick<Plan, 'jobs'>,
  vault: Pick<VaultDeclaration, 'name'>,
): Map<string, { fields: Set<string>; projects: Set<string> }> {
  const paths = new Map<string, { fields: Set<string>; projects: Set<string> }>()
  for (const { project, entries } of plan.jobs) {
    for (const { placement } of entries) {
      const { target, engine } = placement
      if (engine !== 'kv-v2' || target.vault !== vault.name) continue
      const name = `${target.mount}/${target.path}`
      const known = paths.get(name) ?? { fields: new Set<string>(), projects: new Set<string>() }
      known.fields.add(target.field)
      known.projects.add(project)
      paths.set(name, known)
    }
  }
  return new Map([...paths].sort(([a], [b]) => (a < b ? -1 : 1)))
}
