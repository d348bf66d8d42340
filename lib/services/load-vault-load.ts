// What the Load page shows: the load of a day, by counted past jobs where there are any, else by assumptions.
import { type LoadAssumptions, type VaultLoad, vaultLoad } from '@/lib/core/render/vault-load'
import { loadProjects } from '@/lib/core/render/vault-load-projects'
import { findJobHistories } from '@/lib/db/job-history-repository'
import { findPlan } from './load-plan'

export type LoadedVaultLoad = {
  load: VaultLoad
  /** Projects whose past jobs were counted, whether they are used or not. */
  counted: number
  /** From when on past jobs were counted, the earliest of all projects; null where none were. */
  countedSince: string | null
}

/** Null before the first scan; without rows where nothing is mapped. */
export async function loadVaultLoad(
  assumptions: LoadAssumptions,
  { useHistory }: { useHistory: boolean },
): Promise<LoadedVaultLoad | null> {
  const planned = await findPlan()
  if (planned === null) return null
  const histories = await findJobHistories()
  const known = loadProjects(planned, histories)
  const counted = known.filter(({ history }) => history !== null)
  const paths = new Set(counted.map(({ path }) => path))
  const since = histories.filter(({ project }) => paths.has(project)).map((history) => history.since)
  const projects = useHistory ? known : known.map((project) => ({ ...project, history: null }))
  return {
    load: vaultLoad({ projects, assumptions }),
    counted: counted.length,
    countedSince: since.sort()[0] ?? null,
  }
}
