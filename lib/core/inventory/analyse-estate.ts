// From what a scan read to what it means: who uses each variable, what hinders it, what is not known.

import { ambiguousScopes } from './ambiguous-scopes'
import type { AnalysedVariable, Analysis } from './analysed-variable'
import { classify } from './classify'
import { type CollectedUses, collectUses } from './collect-uses'
import type { CiJob, Consumer } from './consumer'
import { consumersOf } from './consumers-of'
import { ancestorPaths } from './effective-definition'
import type { Estate, Project } from './estate'
import { gitlabOf, instanceOf, instanceOwner } from './gitlab-instance'
import { isRunnerSetting } from './implicit-readers'
import type { Problem } from './problem'
import { problemsAtUses, type UseAt } from './problems-at-uses'
import { type RefUse, refProblems } from './ref-uses'
import { type JobRunners, runnersFor } from './runner-match'
import { runnerProblems } from './runner-problems'
import { unreadBelow, unreadOfProject } from './unread-parts'
import { type Variable, variableId } from './variable'
import { configElsewhere, ownProblems } from './variable-problems'

/**
 * Takes an estate and gives every variable with its consumers, blockers, warnings and classification, and the jobs of
 * every project whose CI configuration could be read. A consumer belongs to the definition that its job sees (level, then
 * scope, then GitLab gives up). `uses` counts consumers that name the key; it is null, never 0, where none was found and
 * something that may hold one was not read.
 */
export function analyseEstate(estate: Estate): Analysis {
  const present = estate.variables.filter((variable) => !Object.hasOwn(estate.gone, variableId(variable)))
  const collected = collectUses(estate.projects, present)
  const context = contextOf(estate, collected, present)
  const jobs: Analysis['jobs'] = {}
  for (const [path, read] of collected.projects) if (read) jobs[path] = read.jobs
  return { variables: estate.variables.map((variable) => analyse(variable, context)), jobs }
}

type Context = {
  estate: Estate
  collected: CollectedUses
  projects: Map<string, Project>
  unreadIn: Map<string, string[]>
  unreadUnder: (group: string | null) => string[]
  unknownUnder: Map<string | null, string[]>
  ambiguousEnvironments: Map<string, string[]>
  variablesUnread: Set<string>
  runnersOf: (project: string, job: CiJob) => JobRunners
}

function contextOf(estate: Estate, collected: CollectedUses, present: Variable[]): Context {
  const unreadIn = new Map(
    estate.projects.map((project) => [
      project.fullPath,
      [
        ...unreadOfProject(project, collected.projects.get(project.fullPath) ?? null),
        ...(collected.refs.unread.get(project.fullPath) ?? []),
        ...projectGaps(estate, project),
      ],
    ]),
  )
  const unknownUnder = new Map<string | null, string[]>()
  for (const [path, read] of collected.projects) {
    if (read) continue
    for (const group of [...ancestorPaths(path), instanceOwner(path)]) {
      const paths = unknownUnder.get(group)
      if (paths) paths.push(path)
      else unknownUnder.set(group, [path])
    }
  }
  const unread = [...estate.projects, ...estate.groups].filter((one) => !one.variablesRead)
  return {
    estate,
    collected,
    projects: new Map(estate.projects.map((project) => [project.fullPath, project])),
    unreadIn,
    unreadUnder: unreadBelow(estate, unreadIn),
    unknownUnder,
    ambiguousEnvironments: ambiguousScopes({ projects: estate.projects, variables: present }),
    variablesUnread: new Set(unread.map((one) => one.fullPath)),
    runnersOf: runnersOnce(estate),
  }
}

/** A gap that the project's own fields do not show already. */
function projectGaps(estate: Estate, project: Project): string[] {
  if (project.archived || project.ci.state === 'unknown') return []
  const gap = estate.gaps.find((one) => one.path === project.fullPath && one.part === 'ci_config')
  return gap ? [`${project.fullPath}: CI configuration was not read (${gap.reason})`] : []
}

function analyse(variable: Variable, context: Context): AnalysedVariable {
  const id = variableId(variable)
  const classification = classify(variable)
  const goneSince = context.estate.gone[id]
  if (goneSince !== undefined) {
    const unknown = [`not seen since ${goneSince}`]
    return { id, variable, uses: null, unknown, consumers: [], blockers: [], warnings: [], classification }
  }
  const uses = context.collected.uses.get(id) ?? []
  const consumers = consumersOf(id, uses)
  const counted = consumers.filter((consumer) => consumer.confidence !== 'possible').length
  const onRefs = elsewhereOnRefs(id, consumers, context)
  const jobs = counted + new Set(onRefs.map(({ project: path, job }) => JSON.stringify([path, job]))).size
  const project = owningProject(variable, context)
  const unread = [
    ...unreadFor(variable, project, context),
    ...(context.collected.fallbacks.get(id) ?? []),
    ...(isRunnerSetting(variable.key) ? ['GitLab or the runner reads it itself, without any line that shows it'] : []),
  ]
  const scripts = context.collected.scriptRuns.get(id) ?? []
  const atUses = problemsAtUses(uses)
  const own = ownProblems({
    variable,
    classification,
    project,
    unknownProjects: project ? [] : (context.unknownUnder.get(variable.owner) ?? []),
    elsewhere: project ? [] : elsewhere(uses, context),
    gaps: context.estate.gaps,
    gitlabVersion: gitlabOf(context.estate, instanceOf(variable.owner))?.version ?? null,
  })
  return {
    id,
    variable,
    uses: jobs === 0 && unread.length > 0 ? null : jobs,
    unknown: [...unread, ...overriddenUnseen(variable, consumers, context), ...(jobs === 0 ? scripts : [])],
    consumers,
    blockers: [...own.blockers, ...atUses.blockers, ...ambiguity(id, variable, context)],
    warnings: [
      ...own.warnings,
      ...atUses.warnings,
      ...runnerWarnings(uses, context),
      ...refProblems(onRefs),
      ...(jobs === 0 ? scriptsNotRead(scripts) : []),
    ],
    classification,
  }
}

/** Jobs that name it on another ref, and do not on the default branch. */
function elsewhereOnRefs(id: string, consumers: readonly Consumer[], context: Context): RefUse[] {
  const certain = consumers.filter((one) => one.confidence !== 'possible')
  const known = new Set(certain.map(({ project, job }) => JSON.stringify([project, job])))
  return (context.collected.refs.uses.get(id) ?? []).filter(
    ({ project, job }) => !known.has(JSON.stringify([project, job])),
  )
}

/** Each job is asked about once, however many variables it uses. */
function runnersOnce({ runners }: Estate): Context['runnersOf'] {
  const projects = new Map<string, ReturnType<typeof runnersFor>>()
  const known = new Map<CiJob, JobRunners>()
  return (project, job) => {
    const found = known.get(job)
    if (found) return found
    const ask = projects.get(project) ?? runnersFor(runners ?? null, project)
    projects.set(project, ask)
    const fresh = ask(job)
    known.set(job, fresh)
    return fresh
  }
}

/** A bridge has no runner; a job that may only read the variable counts too, for it would get the entry. */
function runnerWarnings(uses: readonly UseAt[], { estate, runnersOf }: Context): Problem[] {
  if (!estate.runners) return []
  const jobs = new Map(uses.flatMap((at) => (at.job && !at.job.bridge ? [[at.job, at.project] as const] : [])))
  return runnerProblems(
    [...jobs].map(([job, project]) => ({
      project,
      job: job.name,
      definedIn: job.definedIn,
      runners: runnersOf(project, job),
    })),
  )
}

/** `uses` counts jobs that name the key; a script that they run may still read it from its environment. */
function scriptsNotRead(reasons: string[]): Problem[] {
  const [first] = reasons
  return first === undefined ? [] : [{ code: 'script_not_read', detail: first, evidence: [] }]
}

function owningProject(variable: Variable, context: Context): Project | null {
  if (variable.owner === null || variable.level === 'group' || variable.level === 'instance') return null
  return context.projects.get(variable.owner) ?? null
}

function unreadFor(variable: Variable, project: Project | null, context: Context): string[] {
  if (variable.level === 'group' || variable.level === 'instance') return context.unreadUnder(variable.owner)
  if (!project) return [`${variable.owner}: the project was not read`]
  return context.unreadIn.get(project.fullPath) ?? []
}

function elsewhere(uses: readonly UseAt[], context: Context): string[] {
  const paths = new Set(uses.map((use) => use.project))
  return [...paths].filter((path) => {
    const project = context.projects.get(path)
    return project !== undefined && configElsewhere(project)
  })
}

/** Consumers below an owner whose variables were not read may see another definition, closer to them. */
function overriddenUnseen(variable: Variable, consumers: { project: string }[], context: Context): string[] {
  if (variable.level !== 'group' && variable.level !== 'instance') return []
  const between = new Set(
    consumers.flatMap(({ project }) => {
      const chain = [project, ...ancestorPaths(project)]
      const end = variable.level === 'instance' ? chain.length : chain.indexOf(variable.owner ?? '')
      return chain.slice(0, end).filter((path) => context.variablesUnread.has(path))
    }),
  )
  return [...between].map((path) => `variables of ${path} were not read: another definition may win there`)
}

function ambiguity(id: string, variable: Variable, context: Context): Problem[] {
  const jobs = context.collected.ambiguous.get(id) ?? []
  const names = context.ambiguousEnvironments.get(id) ?? []
  if (jobs.length === 0 && names.length === 0) return []
  const where = [
    ...new Set([...names.slice(0, 3), ...jobs.slice(0, 3).map((at) => `job ${at.job?.name} of ${at.project}`)]),
  ]
  const detail = `scope ${variable.environmentScope} and another wildcard both match: ${where.join(', ')}`
  return [{ code: 'scope_ambiguous', detail, evidence: jobs.slice(0, 5).map((at) => at.use.evidence) }]
}
