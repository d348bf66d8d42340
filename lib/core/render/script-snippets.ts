// What a person pastes into each job that reads by a script.
import type { Project } from '@/lib/core/inventory/estate'
import { commentText } from './comment-text'
import { idTokensOf } from './job-entries'
import { asMap, mapAt, mergedConfig, type YamlMap } from './merged-config'
import { type ScriptJob, scriptPath } from './script-form'
import { shellQuote } from './shell-quote'
import { blockLines, type YamlValue, yamlValue } from './yaml-value'

/**
 * Takes a project and the jobs that its script serves; gives one YAML file with, for each job, its ID token and the line
 * that sources the script, before the lines that `before_script` has today (its own, else those of `default` or the root:
 * a job's own replaces them all, docs.gitlab.com/ci/yaml/#before_script). Where those are not plain lines a comment says so.
 */
export function renderSnippets(project: Project, jobs: readonly ScriptJob[]): string {
  const merged = mergedConfig(project)
  const sorted = jobs.toSorted((a, b) => (a.jobPlan.job.name < b.jobPlan.job.name ? -1 : 1))
  const head = [
    commentText(
      `# For ${project.fullPath}: paste each part into the job of its name, then commit cutover.sh as ${scriptPath}.`,
    ),
    '# Cutover does not do it by itself: GitLab deep-merges no list, so the line has to go before those that are there.',
  ]
  return `${[head.join('\n'), ...sorted.map((one) => snippet(one, merged))].join('\n\n')}\n`
}

function snippet({ jobPlan, vault }: ScriptJob, merged: YamlMap | null): string {
  const { name } = jobPlan.job
  const today = linesToday(merged, name)
  const source = `CUTOVER_JOB=${shellQuote(name)} && . "$CI_PROJECT_DIR/${scriptPath}"`
  const body = new Map<string, YamlValue>([
    ['id_tokens', yamlValue(idTokensOf(jobPlan, vault, merged))],
    ['before_script', [source, ...(today ?? [])]],
  ])
  const note = today === null ? ['# Keep the lines that before_script has today below this one.'] : []
  return [...note, ...blockLines(new Map([[name, body]]), 0, 2)].join('\n')
}

/** Null where they are not known, or hold something else than texts. */
function linesToday(merged: YamlMap | null, name: string): string[] | null {
  const job = mapAt(merged, name)
  if (merged === null || job === null) return null
  const found = [
    job,
    inheritsBeforeScript(job) ? mapAt(merged, 'default') : null,
    inheritsBeforeScript(job) ? merged : null,
  ]
    .map((map) => (map !== null && Object.hasOwn(map, 'before_script') ? map.before_script : undefined))
    .find((value) => value !== undefined && value !== null)
  if (found === undefined) return []
  const lines = [found].flat(2)
  return lines.every((line) => typeof line === 'string') ? lines : null
}

/** `inherit:default` may be false or a list of keywords. Source: docs.gitlab.com/ci/yaml/#inheritdefault. */
function inheritsBeforeScript(job: YamlMap): boolean {
  const inherit = asMap(job.inherit)?.default
  return Array.isArray(inherit) ? inherit.includes('before_script') : inherit !== false
}
