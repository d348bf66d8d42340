// Everything that a plan renders, as the tree that an export writes.

import type { Estate } from '@/lib/core/inventory/estate'
import { gitlabOf, issuerOf } from '@/lib/core/inventory/gitlab-instance'
import { deliveryOf, mergeRequestWaits, needsScript } from '@/lib/core/mapping/delivery'
import type { JobPlan, Plan, Policy } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { ArtefactFile, LeftOut } from './artefact-file'
import { jobLine } from './change-blocks'
import { changeMessage } from './change-message'
import type { ChangeRefusal } from './change-refusal'
import { isGiven, type ManualStep, scriptForms } from './export-scripts'
import { isExact, vaultFiles } from './export-vault'
import { fileName } from './file-name'
import { groupBy } from './group-by'
import { leftOutReason } from './left-out-reason'
import { type CiPlacement, type ProjectChange, projectChange } from './project-change'
import { sharedPages } from './shared-pages'

export type ExportInput = {
  estate: Estate
  plan: Plan
  rules: RulesFile
  /** The chosen placement by full path of the project; `file` where none is given. */
  placements?: Record<string, CiPlacement>
}

export type Export = {
  files: ArtefactFile[]
  leftOut: LeftOut[]
  /** Jobs whose CI configuration could not be changed. */
  refused: (ChangeRefusal & { project: string })[]
  /** Jobs that a person has to change, since they read by a script: `manual_step`. Their variables are not left out. */
  manualSteps: ManualStep[]
  /** Projects whose CI merge request must not open yet: the licence tier of their top-level group is not declared. */
  waits: { project: string; reason: 'tier_unknown' }[]
}

/**
 * Takes the plan with what it was made from; gives every rendered file by path, and every variable for which something
 * was not rendered, with the codes that say why. The same input gives the same bytes. Vault files lie in one folder for
 * each vault once there are several. `free-tier/` and `script-form/` hold what a person pastes, see `scriptForms`.
 */
export function exportFiles({ estate, plan, rules, placements = {} }: ExportInput): Export {
  const jobs = groupBy(plan.jobs, ({ project }) => project)
  const changes = estate.projects
    .toSorted((a, b) => compare(a.fullPath, b.fullPath))
    .map((project) => {
      const placement = Object.hasOwn(placements, project.fullPath) ? placements[project.fullPath] : undefined
      const own = { ...plan, jobs: jobs.get(project.fullPath) ?? [] }
      return {
        project: project.fullPath,
        ...projectChange({ project, plan: own, rules, placement: placement ?? 'file' }),
      }
    })
  const refused = changes.flatMap(({ project, refused }) => refused.map((one) => ({ ...one, project })))
  const forms = estate.projects.map((project) => {
    return scriptForms(project, jobs.get(project.fullPath) ?? [], rules, inTree)
  })
  const files = [
    // Of a vault for a GitLab that no scan has met nothing is known that could be written.
    ...rules.vaults.flatMap((vault) =>
      gitlabOf(estate, vault.gitlab) === null
        ? []
        : vaultFiles({ vault, plan, rules, gitlabUrl: issuerOf(estate, vault.gitlab) }),
    ),
    ...changes.flatMap((change) => ciFiles(change, jobs.get(change.project) ?? [])),
    ...forms.flatMap((form) => form.files),
    ...sharedPages({ estate, plan, rules }),
  ]
  return {
    files: files.sort((a, b) => compare(a.path, b.path)),
    leftOut: leftOut(plan, rules, refused),
    refused,
    manualSteps: forms
      .flatMap((form) => form.manualSteps)
      .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))),
    waits: changes.flatMap(({ project, files: changed }) => {
      const reason = changed.length === 0 ? null : mergeRequestWaits(project, rules)
      return reason === null ? [] : [{ project, reason }]
    }),
  }
}

function ciFiles(change: ProjectChange & { project: string }, jobs: readonly JobPlan[]): ArtefactFile[] {
  const fileOf = (name: string | null) => jobs.find(({ job }) => job.name === name)?.job.definedIn?.file
  return change.files.map(({ path, before, after }, at) => ({
    path: `projects/${inTree(change.project)}/${inTree(path)}`,
    kind: 'ci',
    project: change.project,
    environment: null,
    text: after,
    before,
    language: 'yaml',
    why: change.blocks.filter(({ file }) => file === path).map(({ line, why }) => ({ line, text: why })),
    problems: change.refused.flatMap(({ job, reason }) => {
      const file = fileOf(job)
      if (file !== path && (at > 0 || change.files.some((other) => other.path === file))) return []
      const line = job === null ? null : jobLine(after, job)
      return [{ line: line ?? 1, text: `${job ?? path}: ${changeMessage(reason)}` }]
    }),
  }))
}

/** A path from GitLab below the export folder: no part of it steps upwards or is empty. */
function inTree(path: string): string {
  const parts = path.split(/[/\\\0]/).filter((part) => part !== '' && part !== '.')
  return parts.map((part) => (part === '..' ? fileName(part) : part)).join('/')
}

function leftOut(plan: Plan, rules: RulesFile, refused: Export['refused']): LeftOut[] {
  const declared = new Set(rules.vaults.map(({ name }) => name))
  const policies = plan.policies.filter(({ vault }) => declared.has(vault))
  const rendered = variablesOf(policies)
  const inexact = variablesOf(policies.filter((policy) => !isExact(policy)))
  const refusals = refusedVariables(plan, refused)
  const ungiven = ungivenVariables(plan, rules)
  return plan.variables
    .flatMap((one) => {
      const { level, owner, key, environmentScope } = one.variable
      const reason =
        leftOutReason(one) ??
        (ungiven.has(one.id) ? 'key_not_exportable' : null) ??
        refusals.get(one.id) ??
        (inexact.has(one.id) ? 'path_invalid' : null) ??
        (rendered.has(one.id) ? null : one.uses === null ? 'uses_unknown' : 'unused')
      return reason === null ? [] : [{ level, owner, key, environment_scope: environmentScope, reason }]
    })
    .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)))
}

function variablesOf(policies: readonly Policy[]): Set<string> {
  return new Set(policies.flatMap(({ paths }) => paths.flatMap(({ variableIds }) => variableIds)))
}

function refusedVariables(plan: Plan, refused: Export['refused']): Map<string, string> {
  const reasons = new Map<string, Set<string>>()
  const byJob = new Map(refused.map(({ project, job, reason }) => [JSON.stringify([project, job]), reason]))
  for (const { project, job, entries } of plan.jobs) {
    const reason = byJob.get(JSON.stringify([project, job.name]))
    if (reason === undefined) continue
    for (const { variableId, placement } of entries) {
      if (needsScript(placement)) continue
      reasons.set(variableId, (reasons.get(variableId) ?? new Set<string>()).add(reason))
    }
  }
  return new Map([...reasons].map(([id, codes]) => [id, [...codes].sort().join(', ')]))
}

/** Variables whose key no shell can hold, where only a script could give them. */
function ungivenVariables(plan: Plan, rules: RulesFile): Set<string> {
  const ungiven = plan.jobs.flatMap(({ project, entries }) => {
    return entries.filter((entry) => !isGiven(entry, deliveryOf(project, rules.tiers)))
  })
  return new Set(ungiven.map(({ variableId }) => variableId))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
