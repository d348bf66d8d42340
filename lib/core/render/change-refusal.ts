// Why a job of a project cannot be changed in the chosen placement.
import type { Project } from '@/lib/core/inventory/estate'
import type { JobPlan } from '@/lib/core/mapping/plan'
import { type CiFile, type RefusalReason, readCiFile } from './ci-file'
import type { CiPlan } from './ci-plan'
import { alwaysIncluded, trimmed } from './conditional-include'
import { reachesOthers } from './job-refusal'
import { asMap, mapAt, mergedConfig, parseYamlMap, type YamlMap } from './merged-config'
import { type StubConflict, stubConflict } from './stub-conflict'

export type ChangeReason =
  | RefusalReason
  | StubConflict
  | 'ci_config_unknown'
  | 'ci_config_invalid'
  | 'config_elsewhere'
  | 'include_conditional'
  | 'child_pipeline_file'

/** `line` is where the job stands in its file; null where that is not known or the whole file is meant. */
export type ChangeRefusal = { job: string | null; reason: ChangeReason; line: number | null }

/** Repository path of the generated file. */
export const generatedPath = '.gitlab/cutover.yml'

/** Why no job of this project can be changed at all, or null. Source: docs.gitlab.com, "Specify a custom CI/CD configuration file". */
export function projectRefusal(project: Project): ChangeReason | null {
  if (/@|^https?:\/\//i.test(project.ciConfigPath)) return 'config_elsewhere'
  if (project.ci.state === 'invalid') return 'ci_config_invalid'
  if (project.ci.state !== 'valid') return 'ci_config_unknown'
  return project.ci.root === null ? 'config_elsewhere' : null
}

/**
 * Takes a project, its blocks and planned jobs; gives the jobs that a stub in an included file cannot serve: those of a
 * child pipeline's own file, those that a conditional include may leave out (the stub alone would be an invalid job),
 * bridges, and those where an entry above the stub would win.
 */
export function stubRefusals(project: Project, blocks: CiPlan, jobs: readonly JobPlan[]): ChangeRefusal[] {
  const merged = mergedConfig(project)
  const { ci } = project
  if (ci.state !== 'valid' || merged === null) return jobs.map((one) => refusal(one, 'ci_config_unknown'))
  const includes = alwaysIncluded(ci, generatedPath)
  const earlier = parseYamlMap(ci.included.find(({ path }) => trimmed(path) === generatedPath)?.text ?? '')
  return jobs.flatMap((one) => {
    const reason =
      stubReason(one, blocks, merged, earlier) ?? (mayBeAbsent(one, includes) ? 'include_conditional' : null)
    return reason === null ? [] : [refusal(one, reason)]
  })
}

function stubReason(one: JobPlan, blocks: CiPlan, merged: YamlMap, earlier: YamlMap | null): ChangeReason | null {
  const { name } = one.job
  const job = Object.hasOwn(merged, name) ? asMap(merged[name]) : null
  if (job === null) return 'child_pipeline_file'
  if (Object.hasOwn(job, 'trigger')) return 'bridge'
  return stubConflict(name, blocks.jobs[name] ?? {}, merged, mapAt(earlier, name))
}

function mayBeAbsent({ job }: JobPlan, includes: ReturnType<typeof alwaysIncluded>): boolean {
  const file = job.definedIn === null ? null : trimmed(job.definedIn.file)
  if (file !== null && file !== generatedPath && includes.always.has(file)) return false
  return includes.anyConditional
}

/**
 * Takes a project, its blocks and planned jobs; gives those that another job takes entries from, by `extends` or
 * `!reference` in any file that was read, without being planned with at least the same entries and the same role: it would
 * inherit secrets that its own login cannot read. Refusing one may take the ground from the next, so it is asked until
 * nothing changes.
 */
export function extendedRefusals(project: Project, blocks: CiPlan, jobs: readonly JobPlan[]): ChangeRefusal[] {
  const files = readFiles(project)
  const kept = new Map(jobs.map((one) => [one.job.name, one]))
  const refused: ChangeRefusal[] = []
  for (let before = -1; before !== kept.size; ) {
    before = kept.size
    for (const one of [...kept.values()]) {
      const { name } = one.job
      const rest = { jobs: Object.fromEntries(Object.entries(blocks.jobs).filter(([other]) => kept.has(other))) }
      const reaches = files.some((file) => reachesOthers(file, rest, name, 'file'))
      if (!reaches && one.job.extendedBy.every((heir) => covers(kept.get(heir), one))) continue
      kept.delete(name)
      refused.push(refusal(one, 'extended_by'))
    }
  }
  return refused
}

/** The root file and the included ones, parsed; the generated one is replaced as a whole and does not count. */
function readFiles({ ci }: Project): CiFile[] {
  if (ci.state !== 'valid') return []
  const included = ci.included.filter(({ path }) => trimmed(path) !== generatedPath)
  return [...(ci.root === null ? [] : [ci.root]), ...included].flatMap(({ text }) => {
    const read = readCiFile(text)
    return 'file' in read ? [read.file] : []
  })
}

function covers(heir: JobPlan | undefined, one: JobPlan): boolean {
  if (heir === undefined || heir.role !== one.role || heir.vault !== one.vault) return false
  return one.entries.every(({ key, placement }) => {
    return heir.entries.some((its) => its.key === key && sameTarget(its.placement, placement))
  })
}

function sameTarget(a: JobPlan['entries'][number]['placement'], b: typeof a): boolean {
  const parts = ({ target, file, engine }: typeof a) => [target.mount, target.path, target.field, engine, file]
  return JSON.stringify(parts(a)) === JSON.stringify(parts(b))
}

/** A refusal of one planned job, with the line that it stands on. */
export function refusal({ job }: JobPlan, reason: ChangeReason): ChangeRefusal {
  return { job: job.name, reason, line: job.definedIn?.line ?? null }
}
