// The change of one project's CI configuration, in the placement that was chosen for it.
import type { CiFile, Project } from '@/lib/core/inventory/estate'
import { deliveryOf } from '@/lib/core/mapping/delivery'
import type { JobPlan, Plan } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { type ChangeBlock, changeBlocks, includeBlocks } from './change-blocks'
import {
  type ChangeRefusal,
  extendedRefusals,
  generatedPath,
  projectRefusal,
  refusal,
  stubRefusals,
} from './change-refusal'
import type { Refusal } from './ci-file'
import type { CiPlan } from './ci-plan'
import { trimmed } from './conditional-include'
import { ciPlanFor, jobPlansOf } from './job-entries'
import { mapAt, mergedConfig } from './merged-config'
import { renderStubFile } from './render-stub-file'
import { spliceInclude } from './splice-include'
import { spliceInline } from './splice-inline'

export type CiPlacement = 'file' | 'inline'

export type ProjectChange = {
  placement: CiPlacement
  /** `before` is null for a file that the scan did not see. */
  files: { path: string; before: string | null; after: string }[]
  refused: ChangeRefusal[]
  blocks: ChangeBlock[]
}

export type ProjectChangeInput = {
  project: Project
  plan: Plan
  rules: RulesFile
  placement: CiPlacement
}

/**
 * Takes a project and the plan; gives its files as they are and as they would be, with every job that was refused and why.
 * A refused job never stops the others. In placement `file` one generated file holds a stub for each job and the root
 * file gets one `include` entry; in `inline` the blocks go into the jobs themselves, in the root file and in included
 * files of this repository. Nothing to do gives no files; neither does a project on the Free tier, whose form is pasted.
 */
export function projectChange({ project, plan, rules, placement }: ProjectChangeInput): ProjectChange {
  const jobs = jobPlansOf(project, plan)
  const none: ProjectChange = { placement, files: [], refused: [], blocks: [] }
  if (jobs.length === 0 || deliveryOf(project.fullPath, rules.tiers) === 'script') return none
  const whole = projectRefusal(project)
  if (whole !== null) return { ...none, refused: jobs.map((one) => ({ ...refusal(one, whole), line: null })) }
  const blocks = ciPlanFor(project, plan, rules)
  const change = placement === 'file' ? inFile(project, blocks, jobs) : inline(project, blocks, jobs)
  const changed = change.files.filter(({ before, after }) => before !== after)
  return {
    placement,
    files: changed.sort((a, b) => (a.path < b.path ? -1 : 1)),
    refused: change.refused.sort((a, b) => ((a.job ?? '') < (b.job ?? '') ? -1 : 1)),
    blocks: changed.flatMap(({ path, after }) => [
      ...(placement === 'file' ? includeBlocks(path, after, generatedPath, jobs) : []),
      ...changeBlocks(path, after, jobs),
    ]),
  }
}

type Change = Pick<ProjectChange, 'files' | 'refused'>

function inFile(project: Project, blocks: CiPlan, jobs: JobPlan[]): Change {
  const { ci } = project
  if (ci.state !== 'valid' || ci.root === null) return { files: [], refused: [] }
  const conflicts = stubRefusals(project, blocks, jobs)
  const left = without(jobs, conflicts)
  const refused = [...conflicts, ...extendedRefusals(project, blocks, left)]
  const kept = without(jobs, refused)
  if (kept.length === 0) return { files: [], refused }
  const root = spliceInclude(ci.root.text, { path: `/${generatedPath}` })
  if ('refused' in root) {
    const [first] = root.refused
    const reason = first?.reason ?? 'include_form'
    return {
      files: [],
      refused: [...refused, ...kept.map((one) => ({ ...refusal(one, reason), line: first?.line ?? null }))],
    }
  }
  const generated = ci.included.find(({ path }) => trimmed(path) === generatedPath)
  const files = [
    { path: ci.root.path, before: ci.root.text, after: root.text },
    { path: generatedPath, before: generated?.text ?? null, after: renderStubFile(only(blocks, kept)) },
  ]
  return { files, refused }
}

function inline(project: Project, blocks: CiPlan, jobs: JobPlan[]): Change {
  const own = ownFiles(project)
  const elsewhere = jobs.filter(({ job }) => !own.has(trimmed(job.definedIn?.file ?? '')))
  const merged = mergedConfig(project)
  const refused = elsewhere.map((one) => {
    return refusal(one, mapAt(merged, one.job.name) === null ? 'child_pipeline_file' : 'config_elsewhere')
  })
  refused.push(...extendedRefusals(project, blocks, without(jobs, refused)))
  const files: ProjectChange['files'] = []
  for (const [path, file] of own) {
    const here = without(jobs, refused).filter(({ job }) => trimmed(job.definedIn?.file ?? '') === path)
    const spliced = spliceKept(file, blocks, here)
    refused.push(...spliced.refused)
    if (spliced.text !== null) files.push({ path: file.path, before: file.text, after: spliced.text })
  }
  return { files, refused }
}

/** The splice refuses a whole file; without the refused jobs it is asked again, until it takes the rest or none is left. */
function spliceKept(file: CiFile, blocks: CiPlan, jobs: JobPlan[]): { text: string | null; refused: ChangeRefusal[] } {
  const refused: ChangeRefusal[] = []
  for (let kept = jobs; kept.length > 0; kept = without(kept, refused)) {
    const answer = spliceInline(file.text, only(blocks, kept))
    if ('text' in answer) return { text: answer.text, refused }
    refused.push(...forEachJob(answer.refused, kept))
  }
  return { text: null, refused }
}

/** A refusal of the whole file counts for each of the jobs. */
function forEachJob(refusals: readonly Refusal[], jobs: readonly JobPlan[]): ChangeRefusal[] {
  const named = refusals.filter(({ job }) => jobs.some((one) => one.job.name === job))
  if (named.length > 0) return [...new Map(named.map((one) => [one.job, one])).values()]
  const [first] = refusals
  return jobs.map((one) => ({ ...refusal(one, first?.reason ?? 'cannot_splice_safely'), line: first?.line ?? null }))
}

/** The files that can be changed in this repository, by path: the root file and what it includes with `local`. */
function ownFiles(project: Project): Map<string, CiFile> {
  const { ci } = project
  if (ci.state !== 'valid' || ci.root === null) return new Map()
  const local = ci.includes.filter(({ type, contextProject }) => {
    return type === 'local' && (contextProject === null || contextProject === project.fullPath)
  })
  const mine = ci.included.filter(({ path }) => local.some(({ location }) => trimmed(location) === trimmed(path)))
  return new Map([ci.root, ...mine].map((file) => [trimmed(file.path), file]))
}

function without(jobs: readonly JobPlan[], refused: readonly ChangeRefusal[]): JobPlan[] {
  const names = new Set(refused.map(({ job }) => job))
  return jobs.filter(({ job }) => !names.has(job.name))
}

function only(blocks: CiPlan, jobs: readonly JobPlan[]): CiPlan {
  const names = new Set(jobs.map(({ job }) => job.name))
  return { jobs: Object.fromEntries(Object.entries(blocks.jobs).filter(([name]) => names.has(name))) }
}
