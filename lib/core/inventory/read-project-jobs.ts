// All that one project's valid CI configuration tells: its jobs, and what uses variables outside any job.
import type { CiJob, Evidence, JobUse } from './consumer'
import type { CiReading, Project } from './estate'
import { definedIn, findEvidence, heirs, type Sources } from './find-evidence'
import { type FoundJob, findJobs } from './find-jobs'
import { environmentDumps, findUses, namedIn, scriptTexts } from './find-uses'
import { jobEnvironment, jobEnvironmentAction } from './job-environment'
import { keyReferences } from './key-references'
import { mayRun } from './may-run'
import { readCiConfig } from './read-ci-config'
import { repositoryScripts } from './repository-scripts'
import { runnerTags } from './runner-tags'
import { sourceFile } from './source-lines'
import { staticCredentials } from './static-credentials'
import { asList, isMap, scalarText, textsBelow, type YamlMap } from './yaml-value'

export type ProjectJobs = {
  jobs: CiJob[]
  /** Uses in `workflow` and `include`, which GitLab reads without an environment and before any job exists. */
  outside: JobUse[]
  /** Jobs that hand on their whole environment, with the lines. */
  dumps: { job: string; evidence: Evidence[] }[]
  /** Files of the repository that jobs run, which may read any variable and are not read by a scan. */
  scriptRuns: { job: string; files: string[] }[]
  /** Files of child pipelines, which lint does not read. */
  childPipelines: { job: string; files: string[] }[]
}

/** Takes a project, its valid reading and the keys that reach it. Null where the merged text is no CI YAML after all. */
export function readProjectJobs(
  project: Project,
  reading: CiReading & { state: 'valid' },
  keys: ReadonlySet<string>,
): ProjectJobs | null {
  const config = readCiConfig(reading.mergedYaml)
  if (!config) return null
  const files = [...(reading.root ? [reading.root] : []), ...reading.included].map(sourceFile)
  const sources: Sources = { files, merged: sourceFile({ path: '', text: reading.mergedYaml }) }
  const found = findJobs(config)
  const heirsOf = heirs(
    sources,
    found.map((job) => job.name),
  )
  const topNames = new Set(isMap(config.variables) ? Object.keys(config.variables) : [])
  const namedAnywhere = new Set(found.flatMap((job) => [...namedIn(job, topNames)]))
  return {
    jobs: found.map((job) => ({
      name: job.name,
      stage: job.stage,
      bridge: job.bridge,
      environment: jobEnvironment(job.own, knownTexts(project, job, keys)),
      environmentAction: jobEnvironmentAction(job.own),
      ...mayRun(job.own, config, project),
      definedIn: definedIn(sources, job.name),
      extendedBy: heirsOf.get(job.name) ?? [],
      hasOwnIdTokens: isMap(job.own.id_tokens),
      tags: runnerTags(job),
      uses: findUses(job, sources, keys, namedAnywhere),
      staticCredentials: staticCredentials(job, sources),
    })),
    outside: [...outsideUses('workflow', [config.workflow], sources, keys), ...includeUses(reading, sources, keys)],
    dumps: found.flatMap((job) => {
      const evidence = environmentDumps(job, sources)
      return evidence.length > 0 ? [{ job: job.name, evidence }] : []
    }),
    scriptRuns: found.flatMap((job) => {
      const files = scriptTexts(job).flatMap(repositoryScripts)
      return files.length > 0 ? [{ job: job.name, files: [...new Set(files)] }] : []
    }),
    childPipelines: found.flatMap(childPipelines),
  }
}

function includeUses(reading: CiReading & { state: 'valid' }, sources: Sources, keys: ReadonlySet<string>): JobUse[] {
  const files = [...(reading.root ? [reading.root] : []), ...reading.included]
  return outsideUses(
    'include',
    files.map((file) => readCiConfig(file.text)?.include),
    sources,
    keys,
  )
}

function outsideUses(
  kind: 'workflow' | 'include',
  values: unknown[],
  sources: Sources,
  keys: ReadonlySet<string>,
): JobUse[] {
  const named = new Set(values.flatMap(textsBelow).flatMap((text) => [...keyReferences(text, 'expanded', keys).keys()]))
  return [...named].flatMap((key) =>
    findEvidence(sources, kind, kind, (line) => keyReferences(line, 'expanded', new Set([key])).size > 0).map(
      (evidence) => ({ key, kind, confidence: 'certain', evidence }),
    ),
  )
}

/**
 * Texts that are certain before the job runs: the project's own names, and YAML variables with one literal value that no
 * CI/CD variable, rule or matrix replaces. A person who starts a pipeline by hand can still set another value; the login
 * of a role bound to the name refuses then.
 */
function knownTexts(project: Project, job: FoundJob, keys: ReadonlySet<string>): Map<string, string> {
  const path = project.fullPath.split('/')
  const known = new Map([
    ['CI_PROJECT_NAME', path.at(-1) ?? ''],
    ['CI_PROJECT_PATH', project.fullPath],
    ['CI_PROJECT_NAMESPACE', path.slice(0, -1).join('/')],
    ['CI_PROJECT_ROOT_NAMESPACE', path[0] ?? ''],
  ])
  if (project.defaultBranch !== null) known.set('CI_DEFAULT_BRANCH', project.defaultBranch)
  const replaced = replacedNames(job.own)
  for (const section of job.sections) {
    if (section.name !== 'variables' || !isMap(section.value)) continue
    for (const [name, value] of Object.entries(section.value)) {
      const text = scalarText(isMap(value) ? value.value : value)
      if (text !== null && !keys.has(name) && !replaced.has(name)) known.set(name, text)
    }
  }
  return known
}

function replacedNames(job: YamlMap): Set<string> {
  const rules = Array.isArray(job.rules) ? job.rules.flat(10) : []
  const byRules = rules.flatMap((rule) => (isMap(rule) && isMap(rule.variables) ? Object.keys(rule.variables) : []))
  const matrix = isMap(job.parallel) ? asList(job.parallel.matrix) : []
  return new Set([...byRules, ...matrix.flatMap((row) => (isMap(row) ? Object.keys(row) : []))])
}

function childPipelines(job: FoundJob): ProjectJobs['childPipelines'] {
  const trigger = job.own.trigger
  if (!isMap(trigger) || trigger.include === undefined) return []
  const files = asList(trigger.include).flatMap((one) => {
    const text = isMap(one) ? (one.local ?? one.file ?? one.artifact ?? one.template ?? one.remote) : one
    return asList(text).map((file) => scalarText(file) ?? 'an unnamed file')
  })
  return [{ job: job.name, files }]
}
