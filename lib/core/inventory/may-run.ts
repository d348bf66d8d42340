// May a job run on a merge request, an unprotected ref, a tag, a schedule? From rules, only/except and workflow.
import type { CiJob, Tri } from './consumer'
import type { Project } from './estate'
import { onlyExcept } from './only-except'
import { type Trigger, type World, worldsOf } from './pipeline-worlds'
import { mayMatchUnprotected } from './ref-pattern'
import { evaluateExpression } from './rule-expression'
import { allOf, anyOf } from './tri'
import { asList, isMap, type YamlMap } from './yaml-value'

export type MayRun = Pick<CiJob, 'runsOnMergeRequest' | 'runsOnUnprotectedRef' | 'runsOnTag' | 'runsOnSchedule'>

/**
 * Takes a job's map, the configuration around it and the project's refs, and gives for each trigger whether the job may
 * run there; what the file does not decide is `maybe`. A job without rules, only and except runs in branch and tag
 * pipelines, and with `workflow:rules` in every pipeline that these allow.
 * Sources: GitLab `lib/gitlab/ci/config/entry/processable.rb`, `lib/gitlab/ci/build/rules.rb`, `policy/refs.rb`.
 */
export function mayRun(
  job: YamlMap,
  config: YamlMap,
  project: Pick<Project, 'fullPath' | 'defaultBranch' | 'protectedBranches' | 'protectedTags' | 'settings'>,
): MayRun {
  const workflow = isMap(config.workflow) && Array.isArray(config.workflow.rules) ? config.workflow.rules : null
  const decide = (trigger: Trigger): Tri =>
    anyOf(
      worldsOf(trigger, project).map((world) => {
        const allowed = workflow ? evaluateRules(workflow, world) : 'yes'
        const runs = allOf([allowed, jobRuns(job, workflow !== null, world)])
        return runs === 'yes' && !world.certain ? 'maybe' : runs
      }),
    )
  return {
    runsOnMergeRequest: decide('merge_request'),
    runsOnUnprotectedRef: decide('unprotected_ref'),
    runsOnTag: decide('tag'),
    runsOnSchedule: decide('schedule'),
  }
}

function jobRuns(job: YamlMap, hasWorkflowRules: boolean, world: World): Tri {
  if (Array.isArray(job.rules)) return evaluateRules(job.rules, world, job.when)
  if (job.rules !== undefined && job.rules !== null) return 'maybe'
  if (job.when === 'never') return 'no'
  return onlyExcept(job.only, job.except, hasWorkflowRules, world)
}

/** The first rule that holds decides; where none does, the job is not there. An empty list is not decided. */
function evaluateRules(rules: readonly unknown[], world: World, jobWhen?: unknown): Tri {
  const flat = rules.flat(10)
  if (flat.length === 0) return 'maybe'
  let runs: Tri = 'no'
  for (const rule of flat.toReversed()) {
    if (!isMap(rule)) return 'maybe'
    const outcome: Tri = (rule.when ?? jobWhen) === 'never' ? 'no' : 'yes'
    const holds = ruleHolds(rule, world)
    if (holds === 'yes') runs = outcome
    else if (holds === 'maybe') runs = runs === outcome ? outcome : 'maybe'
  }
  return runs
}

/** `if`, `changes` and `exists` must all hold; only `if` can be decided without the repository. */
function ruleHolds(rule: YamlMap, world: World): Tri {
  const parts: Tri[] = []
  if (rule.if !== undefined && rule.if !== null) parts.push(expressionHolds(rule.if, world))
  if (rule.changes !== undefined || rule.exists !== undefined) parts.push('maybe')
  return allOf(parts)
}

function expressionHolds(expression: unknown, world: World): Tri {
  const texts = asList(expression)
  if (!texts.every((text) => typeof text === 'string')) return 'maybe'
  return anyOf(texts.map((text) => evaluateExpression(text, world.lookup, mayMatchUnprotected)))
}
