// Every use in every project, given to the definition that the job really sees.
import type { CiJob, Evidence } from './consumer'
import { definitionsInReach, type Reach } from './definitions-in-reach'
import { possibleDefinitions } from './effective-definition'
import type { Project } from './estate'
import type { UseAt } from './problems-at-uses'
import { type ProjectJobs, readProjectJobs } from './read-project-jobs'
import { collectRefUses, type RefUses } from './ref-uses'
import { type Variable, variableId } from './variable'

export type CollectedUses = {
  /** By project; null where the configuration is not known. Archived projects, whose jobs do not run, have none. */
  projects: Map<string, ProjectJobs | null>
  /** By variable id. */
  uses: Map<string, UseAt[]>
  /** By variable id: jobs that see it only on an unprotected ref, where a protected definition is not there. */
  fallbacks: Map<string, string[]>
  /** By variable id: jobs that see it and run a file of the repository, which the scan does not read. */
  scriptRuns: Map<string, string[]>
  /** On refs beside the default branch. */
  refs: RefUses
  /** By variable id: jobs whose environment matches several wildcards alike. */
  ambiguous: Map<string, UseAt[]>
}

/** Takes projects and variables (without those that are gone) and gives who uses which definition. */
export function collectUses(projects: readonly Project[], variables: readonly Variable[]): CollectedUses {
  const reachOf = definitionsInReach(variables)
  const collected: CollectedUses = {
    projects: new Map(),
    uses: new Map(),
    fallbacks: new Map(),
    scriptRuns: new Map(),
    ambiguous: new Map(),
    refs: { uses: new Map(), unread: new Map() },
  }
  for (const project of projects) {
    if (project.archived) continue
    const reach = reachOf(project.fullPath)
    const read = project.ci.state === 'valid' ? readProjectJobs(project, project.ci, reach.keys) : null
    collected.projects.set(project.fullPath, project.ci.state === 'absent' ? nothing : read)
    collectRefUses(collected.refs, project, reach)
    if (!read) continue
    for (const job of read.jobs) collectJob(collected, project, job, reach)
    for (const use of read.outside) giveTo(collected, reach, { project: project.fullPath, job: null, use })
    for (const run of read.scriptRuns) collectScriptRun(collected, project, read.jobs, run, reach)
    for (const dump of read.dumps) collectDump(collected, project, read.jobs, dump, reach)
  }
  return collected
}

const nothing: ProjectJobs = { jobs: [], outside: [], dumps: [], scriptRuns: [], childPipelines: [] }

function collectJob(collected: CollectedUses, project: Project, job: CiJob, reach: Reach) {
  for (const use of job.uses) giveTo(collected, reach, { project: project.fullPath, job, use })
}

function giveTo(collected: CollectedUses, reach: Reach, at: UseAt) {
  const definitions = reach.definitionsOf(at.use.key)
  const environment = at.job?.environment ?? { kind: 'none' }
  const { winners, ambiguous } = possibleDefinitions(definitions, at.project, reach.ancestors, environment)
  for (const winner of winners) add(collected.uses, variableId(winner), at)
  for (const one of ambiguous) add(collected.ambiguous, variableId(one), at)
  if (at.job?.runsOnSchedule !== 'no') {
    for (const one of reach.schedulesOf(at.use.key)) add(collected.uses, variableId(one), at)
  }
  if (!at.job || !winners.some((one) => one.protected) || !mayRunUnprotected(at.job)) return
  const open = definitions.filter((one) => !one.protected)
  for (const one of possibleDefinitions(open, at.project, reach.ancestors, environment).winners) {
    if (winners.includes(one)) continue
    const reason = `${at.project}: job ${at.job.name} sees it on unprotected refs, where the protected one is absent`
    if (!collected.fallbacks.get(variableId(one))?.includes(reason)) add(collected.fallbacks, variableId(one), reason)
  }
}

function mayRunUnprotected(job: CiJob): boolean {
  return job.runsOnUnprotectedRef !== 'no' || job.runsOnMergeRequest !== 'no'
}

/** A script of the repository reads the environment of its job without any line of the CI configuration that names the key. */
function collectScriptRun(
  collected: CollectedUses,
  project: Project,
  jobs: readonly CiJob[],
  run: { job: string; files: string[] },
  reach: Reach,
) {
  const job = jobs.find((one) => one.name === run.job)
  if (!job) return
  const reason = `${project.fullPath}: job ${run.job} runs ${run.files.slice(0, 3).join(', ')}, which was not read`
  for (const key of reach.keys) {
    const definitions = reach.definitionsOf(key)
    const { winners } = possibleDefinitions(definitions, project.fullPath, reach.ancestors, job.environment)
    for (const winner of winners) {
      const reasons = collected.scriptRuns.get(variableId(winner)) ?? []
      if (reasons.length < mostReasons) add(collected.scriptRuns, variableId(winner), reason)
    }
  }
}

const mostReasons = 8

/**
 * A job that hands its environment on may use any variable; that is told at the project's own variables, which it would
 * otherwise not use, and makes no use elsewhere.
 */
function collectDump(
  collected: CollectedUses,
  project: Project,
  jobs: readonly CiJob[],
  dump: { job: string; evidence: Evidence[] },
  reach: Reach,
) {
  const job = jobs.find((one) => one.name === dump.job)
  const evidence = dump.evidence[0]
  if (!job || !evidence) return
  const named = new Set(job.uses.map((use) => use.key))
  for (const key of reach.keys) {
    if (named.has(key)) continue
    const { winners } = possibleDefinitions(
      reach.definitionsOf(key),
      project.fullPath,
      reach.ancestors,
      job.environment,
    )
    for (const winner of winners) {
      if (winner.level !== 'project') continue
      const use = { key, kind: 'script', confidence: 'possible', evidence } as const
      add(collected.uses, variableId(winner), { project: project.fullPath, job, use })
    }
  }
}

function add<T>(map: Map<string, T[]>, id: string, value: T) {
  const all = map.get(id)
  if (all) all.push(value)
  else map.set(id, [value])
}
