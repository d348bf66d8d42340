// The answer of `ci/lint`: includes, extends and references resolved, the configuration judged, the jobs listed.
import { stringify } from 'yaml'
import { CiError } from './ci-error.ts'
import type { CiVariables } from './evaluate-if.ts'
import { expandIncludes, type IncludeContext } from './expand-includes.ts'
import { expand, matchRules } from './match-rules.ts'
import { type CiMap, isMap, parseCiYaml } from './parse-ci-yaml.ts'
import { resolveExtends } from './resolve-extends.ts'
import { resolveReferences } from './resolve-references.ts'
import { jobsOf, needsOf, stagesOf, validateConfig } from './validate-config.ts'

export interface LintResult {
  valid: boolean
  errors: string[]
  warnings: string[]
  merged_yaml: string | null
  includes: Record<string, unknown>[]
  jobs?: Record<string, unknown>[]
}

/** `content` is the root file; undefined when there is none. With `dryRun` only jobs whose rules let them run are listed. */
export function lintConfig(
  content: string | undefined,
  context: IncludeContext,
  options: { dryRun: boolean; includeJobs: boolean },
): LintResult {
  const failed = (message: string): LintResult => ({
    valid: false,
    errors: [message],
    warnings: [],
    merged_yaml: null,
    includes: [],
    ...(options.includeJobs ? { jobs: [] } : {}),
  })
  if (content === undefined || content.trim() === '') return failed('Please provide content of .gitlab-ci.yml')
  try {
    const merged = mergeConfig(content, context)
    const errors = validateConfig(merged)
    const jobs = errors.length > 0 ? [] : listJobs(merged, context, options.dryRun)
    if (options.dryRun && errors.length === 0 && jobs.length === 0) {
      errors.push(
        'Pipeline will not run for the selected trigger. The rules configuration prevented any jobs from being added to the pipeline.',
      )
    }
    return {
      valid: errors.length === 0,
      errors,
      warnings: [],
      merged_yaml: `---\n${stringify(merged, { aliasDuplicateObjects: false, lineWidth: 0, version: '1.1' })}`,
      includes: context.includes,
      ...(options.includeJobs ? { jobs } : {}),
    }
  } catch (error) {
    if (error instanceof CiError) return failed(error.message)
    throw error
  }
}

/** The merged configuration: includes first, then `extends`, then `!reference`, then the edge stages. */
export function mergeConfig(content: string, context: IncludeContext): CiMap {
  const merged = resolveReferences(resolveExtends(expandIncludes(parseCiYaml(content), context)))
  return merged.stages === undefined ? merged : { ...merged, stages: stagesOf(merged) }
}

function listJobs(config: CiMap, context: IncludeContext, dryRun: boolean): Record<string, unknown>[] {
  const variables = { ...yamlVariables(config.variables), ...context.variables }
  const defaults = isMap(config.default) ? config.default : {}
  const paths = Object.keys(context.commit.files)
  const stages = stagesOf(config)
  return jobsOf(config)
    .sort(([, a], [, b]) => stages.indexOf(String(a.stage ?? 'test')) - stages.indexOf(String(b.stage ?? 'test')))
    .flatMap(([name, job]) => {
      const rule =
        job.rules === undefined ? {} : matchRules(job.rules, { ...variables, ...yamlVariables(job.variables) }, paths)
      if (dryRun && (rule === undefined || rule.when === 'never')) return []
      const inherited = (key: string) => job[key] ?? defaults[key] ?? config[key]
      const entry = {
        name,
        stage: String(job.stage ?? 'test'),
        before_script: lines(inherited('before_script')),
        script: lines(job.script),
        after_script: lines(inherited('after_script')),
        tag_list: lines(job.tags ?? defaults.tags),
        environment: environmentName(job.environment),
        when: String((dryRun ? rule?.when : undefined) ?? job.when ?? 'on_success'),
        allow_failure: isMap(job.allow_failure) ? true : (job.allow_failure ?? job.when === 'manual'),
      }
      if (dryRun)
        return [{ ...entry, environment: entry.environment === null ? null : expand(entry.environment, variables) }]
      const needs = job.needs === undefined ? null : needsOf(job)
      return [{ ...entry, only: onlyOf(job), except: refsOf(job.except), needs }]
    })
}

function onlyOf(job: CiMap): unknown {
  if (job.only !== undefined) return refsOf(job.only)
  return job.rules === undefined ? { refs: ['branches', 'tags'] } : null
}

function refsOf(value: unknown): unknown {
  if (value === undefined || value === null) return null
  return isMap(value) ? value : { refs: lines(value) }
}

function lines(value: unknown): string[] {
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value.flat(10) : [value]).map(String)
}

function environmentName(value: unknown): string | null {
  if (isMap(value)) return value.name === undefined ? null : String(value.name)
  return value === undefined || value === null ? null : String(value)
}

function yamlVariables(value: unknown): CiVariables {
  if (!isMap(value)) return {}
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, String(isMap(one) ? (one.value ?? '') : (one ?? ''))]),
  )
}
