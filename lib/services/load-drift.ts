// The plan against the vaults as they were last read, and against GitLab as it was last scanned.

import type { Estate } from '@/lib/core/inventory/estate'
import { issuerOf, ofInstance } from '@/lib/core/inventory/gitlab-instance'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { type AccessModel, accessModel } from '@/lib/core/render/access-model'
import { baselineDrift, type ProjectBaseline } from '@/lib/core/render/drift-baseline'
import { type ExistingRole, existingFindings, existingRoles } from '@/lib/core/render/drift-existing'
import { type ExistingPolicy, existingPolicies } from '@/lib/core/render/drift-existing-policies'
import { type DriftFinding, type Unknown, vaultFindings, vaultUnknown } from '@/lib/core/render/drift-finding'
import { liveRolesAgainstGitlab } from '@/lib/core/render/drift-gitlab'
import { type VaultDrift, vaultDrift } from '@/lib/core/render/drift-vault'
import { type Flavour, flavourOf } from '@/lib/core/trust/flavour'
import type { LiveVault, VaultReading } from '@/lib/core/trust/vault-reading'
import { findFacts } from '@/lib/db/fact-repository'
import { findVaultReadings } from '@/lib/db/vault-reading-repository'
import { currentHistories, type Histories } from './job-histories'
import { findPlan, type Planned } from './load-plan'

export type Drift = {
  vaults: VaultDrift[]
  findings: DriftFinding[]
  gitlab: DriftFinding[]
  unknown: Unknown[]
  gitlabUnknown: Unknown[]
  /** Roles on the declared mounts that no plan has, of every vault that answers. */
  existing: ExistingRole[]
  /** Policies under other names that grant what a planned one would. */
  existingPolicies: ExistingPolicy[]
}

const usual = 'openbao 2.4.0'

/** The rules of a server by what it said of itself; those of the usual one where it did not say or is not known. */
export function flavourOfReading(reading: VaultReading | null): Flavour {
  const { flavour, version } = reading?.check ?? {}
  const found = (flavour && version ? flavourOf(`${flavour} ${version}`) : null) ?? flavourOf(usual)
  if (found === null) throw new RangeError(`The flavour ${usual} is unknown`)
  return found
}

/** What was read of each vault, by its name in the mapping. */
export async function findReadings(): Promise<Map<string, VaultReading>> {
  const readings = await findVaultReadings()
  return new Map(readings.map((reading) => [reading.vault, reading]))
}

let latest: { planned: Planned; key: string; drift: Drift } | null = null

/** Null before the first scan. The same object as long as plan, readings and who may push are the same. */
export async function loadDrift(): Promise<Drift | null> {
  const planned = await findPlan()
  if (planned === null) return null
  const [readings, baselines, histories] = await Promise.all([
    findReadings(),
    findFacts<ProjectBaseline>('baseline:'),
    currentHistories(),
  ])
  const key = JSON.stringify([
    [...readings.values()].map(({ vault, check, live, unknownSince }) => [vault, check.at, live?.readAt, unknownSince]),
    baselines.map(({ projectId, at }) => [projectId, at]),
    histories.version,
  ])
  if (latest?.planned === planned && latest.key === key) return latest.drift
  const drift = driftOf(planned, readings, baselines, histories)
  latest = { planned, key, drift }
  return drift
}

function driftOf(
  planned: Planned,
  readings: ReadonlyMap<string, VaultReading>,
  baselines: ProjectBaseline[],
  histories: Histories,
): Drift {
  const { plan, rules, estate } = planned
  const vaults = rules.vaults.map((vault) => {
    const reading = readings.get(vault.name) ?? null
    return vaultDrift(
      { plan, rules, gitlabUrl: issuerOf(estate, vault.gitlab), flavour: flavourOfReading(reading) },
      vault,
      reading,
    )
  })
  const since = baselineDrift(baselines, estate)
  const existing = ofLive(planned, readings, (model, vault, live, flavour) =>
    existingRoles(model, vault, live, flavour, histories.list),
  )
  return {
    vaults,
    findings: [...vaults.flatMap(vaultFindings), ...existingFindings(existing)],
    gitlab: [...since.findings, ...liveFindings(rules.vaults, readings, estate)],
    unknown: vaults.flatMap(vaultUnknown),
    gitlabUnknown: since.unknown,
    existing,
    existingPolicies: ofLive(planned, readings, existingPolicies),
  }
}

/** What is asked of each vault that answers, beside the plan. */
function ofLive<T>(
  planned: Planned,
  readings: ReadonlyMap<string, VaultReading>,
  work: (model: AccessModel, vault: VaultDeclaration, live: LiveVault, flavour: Flavour) => T[],
): T[] {
  return planned.rules.vaults.flatMap((vault) => {
    const reading = readings.get(vault.name)
    if (!reading?.live || reading.unknownSince !== null) return []
    const flavour = flavourOfReading(reading)
    return work(accessModel({ ...planned, flavour }), vault, reading.live, flavour)
  })
}

function liveFindings(
  vaults: Planned['rules']['vaults'],
  readings: ReadonlyMap<string, VaultReading>,
  estate: Estate,
): DriftFinding[] {
  return vaults.flatMap(({ name, gitlab }) => {
    const reading = readings.get(name)
    return reading === undefined ? [] : liveRolesAgainstGitlab(reading, ofInstance(estate, gitlab))
  })
}
