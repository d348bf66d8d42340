// Which merge requests the plan calls for: one per project for its CI change, one per policy repository.
import { groupBy } from '@/lib/core/inventory/group-by'
import { mergeRequestWaits } from '@/lib/core/mapping/delivery'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { ArtefactFile } from '@/lib/core/render/artefact-file'
import { type MergeRequestNeeds, mergeRequestNeeds } from '@/lib/core/render/merge-request-needs'
import { findFact } from '@/lib/db/fact-repository'
import { type GitlabConfig, gitlabConfigFact } from './check-gitlab'
import { loadPlannedArtefacts } from './load-artefacts'

export type Draft = {
  project: string
  kind: 'ci' | 'policy'
  /** Path in the repository, and the text as the plan has it. `seen` is the text that the plan was made from; null: none. */
  files: { path: string; seen: string | null; text: string }[]
  jobs: string[]
  keys: string[]
  roles: string[]
  policies: string[]
  vaults: string[]
  /** Of a CI change: what must be live before it may be merged. */
  needs: MergeRequestNeeds | null
  /** Why it must not be opened yet, whatever the repository holds. */
  waits: 'tier_unknown' | null
  /** Why nothing can be changed for any of its jobs in the chosen placement. */
  refused: string | null
}

const vaultKinds: readonly ArtefactFile['kind'][] = ['policy', 'role', 'auth', 'cli', 'engine-role', 'terraform']

export async function draftMergeRequests(): Promise<Draft[]> {
  const { planned, artefacts } = await loadPlannedArtefacts()
  const { plan, rules } = planned
  const projects = artefacts.projects.map((project): Draft => {
    const jobs = plan.jobs.filter((job) => job.project === project && job.delivery !== 'script')
    const own = plan.roles.filter((role) => jobs.some((job) => job.role === role.name && job.vault === role.vault))
    const prefix = `projects/${project}/`
    return {
      project,
      kind: 'ci',
      files: artefacts.files
        .filter((file) => file.kind === 'ci' && file.project === project)
        .map((file) => ({ path: file.path.slice(prefix.length), seen: file.before, text: file.text })),
      jobs: jobs.map(({ job }) => job.name),
      keys: jobs.flatMap(({ entries }) => entries.map((entry) => entry.key)),
      roles: own.map((role) => role.name),
      policies: own.flatMap((role) => role.policies),
      vaults: own.map((role) => role.vault),
      needs: mergeRequestNeeds(plan, project),
      waits: mergeRequestWaits(project, rules),
      refused: artefacts.refused.find((one) => one.project === project)?.text ?? null,
    }
  })
  const config = await findFact<GitlabConfig>(gitlabConfigFact)
  // What the mapping declares goes before what the file of CUTOVER_CONFIG names.
  const repositoryOf = ({ name, policy_repository: declared }: VaultDeclaration) =>
    declared || config?.data.policyRepositories.find(({ vault }) => vault === name)?.project || ''
  const repositories = groupBy(
    rules.vaults.filter((vault) => repositoryOf(vault) !== ''),
    repositoryOf,
  )
  const policies = [...repositories].map(([project, vaults]): Draft => {
    const names = vaults.map((vault) => vault.name)
    const here = (one: { vault: string }) => names.includes(one.vault)
    return {
      project,
      kind: 'policy',
      files: artefacts.files
        .filter(
          (file) =>
            vaultKinds.includes(file.kind) &&
            (rules.vaults.length === 1 || names.some((name) => file.path.startsWith(`${name}/`))),
        )
        .map((file) => ({ path: file.path, seen: null, text: file.text })),
      jobs: [],
      keys: plan.jobs.filter(here).flatMap(({ entries }) => entries.map((entry) => entry.key)),
      roles: plan.roles.filter(here).map((role) => role.name),
      policies: plan.policies.filter(here).map((policy) => policy.name),
      vaults: names,
      needs: null,
      waits: null,
      refused: null,
    }
  })
  return [
    ...policies.filter((draft) => draft.policies.length > 0),
    ...projects.filter((draft) => draft.files.length > 0 || draft.refused !== null),
  ]
}
