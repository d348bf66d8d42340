// Everything that the plan renders, for the Artefacts page, the export and the merge requests.
import type { ArtefactFile, LeftOut } from '@/lib/core/render/artefact-file'
import { changeMessage } from '@/lib/core/render/change-message'
import { exportFiles } from '@/lib/core/render/export-files'
import { findPlacements, type Placement } from '@/lib/db/placement-repository'
import { loadPlan, type Planned } from './load-plan'

export type Artefacts = {
  files: ArtefactFile[]
  leftOut: LeftOut[]
  /** Projects with planned jobs, whose placement can be chosen. */
  projects: string[]
  placements: Record<string, Placement>
  /** Jobs whose CI configuration could not be changed, and why. */
  refused: { project: string; job: string | null; text: string }[]
  /** Jobs whose change a person makes, with the files for it. */
  byHand: { project: string; job: string | null; text: string }[]
}

export async function loadArtefacts(): Promise<Artefacts> {
  const { artefacts } = await loadPlannedArtefacts()
  return artefacts
}

/** The last answer of each plan: the files of 1,000 projects take seconds, and nobody changes what is given. */
const kept = new WeakMap<Planned, { placed: string; artefacts: Artefacts }>()

export async function loadPlannedArtefacts(): Promise<{ planned: Planned; artefacts: Artefacts }> {
  const [planned, placements] = await Promise.all([loadPlan(), findPlacements()])
  const placed = JSON.stringify(placements)
  const known = kept.get(planned)
  const artefacts = known?.placed === placed ? known.artefacts : renderArtefacts(planned, placements)
  kept.set(planned, { placed, artefacts })
  return { planned, artefacts }
}

function renderArtefacts({ estate, plan, rules }: Planned, placements: Record<string, Placement>): Artefacts {
  const { files, leftOut, refused, manualSteps } = exportFiles({ estate, plan, rules, placements })
  const projects = [...new Set(plan.jobs.map((job) => job.project))].sort()
  const notes = {
    refused: refused.map(({ project, job, reason }) => ({ project, job, text: changeMessage(reason) })),
    byHand: manualSteps.map(({ project, job, files }) => ({ project, job, text: `Paste from ${files.join(', ')}` })),
  }
  return { files, leftOut, projects, placements, ...notes }
}
