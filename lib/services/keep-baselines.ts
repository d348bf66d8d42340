// Keeps what artefacts rest on in GitLab at the moment when they go out, so that a later scan can tell what changed since.
import { idPart } from '@/lib/core/inventory/gitlab-instance'
import { type ProjectBaseline, projectBaseline } from '@/lib/core/render/drift-baseline'
import { saveFact } from '@/lib/db/fact-repository'
import { findPlan } from './load-plan'

/** Of one project by full path, or of all that have roles where null: Vault's artefacts are those of all. Nothing before a scan. */
export async function keepBaselines(project: string | null): Promise<void> {
  const planned = await findPlan()
  if (planned === null) return
  const { estate, plan } = planned
  const withRoles = new Set(plan.roles.map((role) => role.project))
  const at = new Date().toISOString()
  for (const one of estate.projects) {
    if (!withRoles.has(one.fullPath) || (project !== null && one.fullPath !== project)) continue
    const baseline: ProjectBaseline = projectBaseline(one, plan, at)
    await saveFact(`baseline:${idPart(one.fullPath, one.id)}`, baseline)
  }
}
