// What the Trust model page explains: one job of the plan, or an example with what is missing.
import type { ConnectionCheck } from '@/lib/core/inventory/connection-check'
import { type AccessEnvironment, accessEnvironments } from '@/lib/core/render/access-environments'
import { accessModel } from '@/lib/core/render/access-model'
import { type TrustModelCase, type TrustModelQuestion, trustModelCase } from '@/lib/core/render/trust-model-case'
import { exampleTrustModelCase } from '@/lib/core/render/trust-model-example'
import type { VaultReading } from '@/lib/core/trust/vault-reading'
import { findFact } from '@/lib/db/fact-repository'
import { findRules } from '@/lib/db/rules-repository'
import { findPlan } from './load-plan'

export type LoadedTrustModel = {
  one: TrustModelCase
  /** Why the page is an example; null where it is not. */
  missing: 'scan' | 'vault' | 'mapping' | null
  /** A project that was asked for and is not there. */
  unknownProject: string | null
  /** Projects with planned jobs. */
  projects: string[]
  environments: AccessEnvironment[]
  /** What the worker last read from the vault of this job; null where it has no connection. */
  reading: VaultReading | null
}

/** Takes what the address asks for. Never null: before a scan or without a mapping it is an example. */
export async function loadTrustModel(asked: TrustModelQuestion): Promise<LoadedTrustModel> {
  const planned = await findPlan()
  if (planned === null || planned.plan.roles.length === 0) {
    const [check, stored] = await Promise.all([findFact<ConnectionCheck>('connection_check'), findRules()])
    const { vaults } = stored.rules
    const one = exampleTrustModelCase({ gitlabUrl: planned?.estate.gitlab.url ?? check?.data.url ?? null, vaults })
    const missing = planned === null ? 'scan' : vaults.length === 0 ? 'vault' : 'mapping'
    return { one, missing, unknownProject: null, projects: [], environments: [], reading: null }
  }
  const model = accessModel(planned)
  const found = trustModelCase(model, asked)
  const usual = { project: null, trigger: null, ref: null, environment: undefined }
  const one = found ?? trustModelCase(model, usual)
  if (one === null) throw new RangeError('A plan with roles has a project and a vault')
  const reading = await findFact<VaultReading>(`vault:${one.vault.name}`)
  return {
    one,
    missing: null,
    unknownProject: found === null ? asked.project : null,
    projects: [...new Set(planned.plan.jobs.map((job) => job.project))].sort(),
    environments: accessEnvironments(model, one.project),
    reading: reading?.data ?? null,
  }
}
