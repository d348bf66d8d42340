// What one can ask about a project: the variables that its jobs read, and what else its policies hold.
import type { Placement } from '@/lib/core/mapping/plan'
import type { AccessModel } from './access-model'
import { policyPath } from './plan-policies'
import { variableName } from './variable-label'

export type AccessWanted = {
  variableId: string
  key: string
  vault: string
  /** As a policy spells it. */
  path: string
  /** Null where no job of the project reads it, though a policy that it shares with others holds it. */
  field: string | null
  operation: 'read' | 'update'
  /** Does production read this path, in any project? */
  production: boolean
  /** The roles whose jobs read it, as planned. */
  roles: ReadonlySet<string>
}

/** Gives each variable and path once. */
export function wantedBy(model: AccessModel, project: string): AccessWanted[] {
  const found = new Map<string, AccessWanted & { roles: Set<string> }>()
  const known = new Set<string>()
  for (const { role, entries } of model.jobsOf(project)) {
    for (const { variableId, key, placement } of entries) {
      const one = wantedOf(model, { variableId, key, placement })
      known.add(JSON.stringify([variableId, one.vault, one.path]))
      const id = JSON.stringify([variableId, one.vault, one.path, one.field])
      const first = found.get(id)
      if (first === undefined) found.set(id, { ...one, roles: new Set([role]) })
      else first.roles.add(role)
    }
  }
  return [...found.values(), ...sharedBesides(model, project, known)]
}

function wantedOf(
  model: AccessModel,
  { variableId, key, placement }: { variableId: string; key: string; placement: Placement },
): Omit<AccessWanted, 'roles'> {
  const { vault, field } = placement.target
  const path = policyPath(placement)
  const operation = placement.engine === 'transit' ? 'update' : 'read'
  return { variableId, key, vault, path, field, operation, production: model.isProduction(vault, path) }
}

/** A policy that a group shares holds what any of its projects reads. */
function sharedBesides(model: AccessModel, project: string, known: Set<string>): AccessWanted[] {
  const rest: AccessWanted[] = []
  for (const role of model.rolesOf(project)) {
    for (const name of role.policies) {
      for (const { path, variableIds, capability } of model.pathsOf(role.vault, name)) {
        for (const variableId of variableIds) {
          const id = JSON.stringify([variableId, role.vault, path])
          if (known.has(id)) continue
          known.add(id)
          const key = variableName(variableId)?.key ?? variableId
          const operation = capability ?? 'read'
          const production = model.isProduction(role.vault, path)
          rest.push({ variableId, key, vault: role.vault, path, field: null, operation, production, roles: new Set() })
        }
      }
    }
  }
  return rest
}
