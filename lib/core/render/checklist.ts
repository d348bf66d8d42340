// The cutover checklist as Markdown: per environment and project, what is done and what the next step needs.
import type { Estate } from '@/lib/core/inventory/estate'
import { recipes } from '@/lib/core/inventory/problem'
import { needsScript } from '@/lib/core/mapping/delivery'
import type { JobPlan, MappedVariable, Plan } from '@/lib/core/mapping/plan'
import { fateBlocks, hasFate } from './checklist-fates'
import { checklistSteps, stepsDone } from './checklist-steps'
import { environmentLabel } from './environment-label'
import { groupBy } from './group-by'
import { leftOutReason } from './left-out-reason'
import { markdownCode, markdownText } from './markdown-text'
import { variableLabel } from './variable-label'

/**
 * Takes the plan and the estate it was made from; gives one Markdown page. A step is ticked when every variable of that
 * project and environment has passed it. What is not planned, and what the scan did not see, has a section of its own,
 * so that an empty list never means "nobody looked".
 */
export function renderChecklist({
  plan,
  estate,
  sources = [],
}: {
  plan: Plan
  estate: Estate
  /** Blocks about sources beside GitLab's variables. */
  sources?: string[]
}): string {
  const variables = new Map(plan.variables.map((one) => [one.id, one]))
  const byEnvironment = grouped(plan.jobs, (jobPlan) => environmentLabel(jobPlan.job.environment))
  const sections = byEnvironment.map(([environment, jobs]) => [
    `## ${markdownText(environment)}`,
    ...grouped(jobs, (jobPlan) => jobPlan.project).flatMap(([project, own]) => projectSection(project, own, variables)),
  ])
  const head = [
    '# Cutover checklist',
    `For ${[estate.gitlab, ...(estate.instances ?? [])].map(({ url }) => markdownText(url)).join(', ')}. A step counts only with its evidence; a later step never stands in for it.`,
  ]
  return `${[...head, ...sections.flat(), ...fateBlocks(plan.variables), ...sources, ...openSection(plan), ...gapSection(estate)].join('\n\n')}\n`
}

function projectSection(project: string, jobs: JobPlan[], all: ReadonlyMap<string, MappedVariable>): string[] {
  const ids = new Set(jobs.flatMap(({ entries }) => entries.map((entry) => entry.variableId)))
  const variables = [...ids].sort().flatMap((id) => all.get(id) ?? [])
  const rows = variables.map((one) => {
    const uses = jobs.filter(({ entries }) => entries.some(({ variableId }) => variableId === one.id))
    const paths = new Set(
      uses.flatMap(({ entries }) => entries.filter(({ variableId }) => variableId === one.id).map(pathOf)),
    )
    const cells = [
      markdownCode(variableLabel(one.id)),
      one.state.replace('_', '-'),
      [...paths].sort().map(markdownCode).join(', '),
      uses.map(({ job }) => markdownCode(job.name)).join(', '),
      [...new Set(uses.map(({ role }) => role))].map(markdownCode).join(', '),
    ]
    return `| ${cells.join(' | ')} |`
  })
  const done = Math.min(...variables.map(({ state }) => stepsDone(state)))
  const steps = checklistSteps.map(
    ({ title, evidence }, at) => `- [${at < done ? 'x' : ' '}] **${title}.** ${evidence}`,
  )
  const table = ['| Variable | State | Vault path | Jobs | Role |', '| --- | --- | --- | --- | --- |', ...rows]
  return [`### ${markdownText(project)}`, table.join('\n'), ...byHand(jobs), steps.join('\n')]
}

/** What no merge request does: jobs that read by a script. */
function byHand(jobs: readonly JobPlan[]): string[] {
  const free = jobs.filter(({ delivery }) => delivery === 'script')
  const undecided = jobs.filter(({ delivery }) => delivery === 'undecided')
  const mixed = jobs.filter(({ delivery, entries }) => {
    return delivery !== 'script' && entries.some(({ placement }) => needsScript(placement))
  })
  const names = (some: readonly JobPlan[]) => some.map(({ job }) => markdownCode(job.name)).join(', ')
  return [
    ...(free.length === 0
      ? []
      : [
          `By hand (\`manual_step\`): GitLab Free has no \`secrets:\`. Commit \`cutover.sh\` of \`free-tier/\` and paste the parts of ${names(free)} from \`snippets.yml\` there.`,
        ]),
    ...(mixed.length === 0
      ? []
      : [
          `By hand (\`manual_step\`): \`secrets:\` cannot read all of ${names(mixed)}. Commit \`cutover.sh\` of \`script-form/\` and paste from \`snippets.yml\` there.`,
        ]),
    ...(undecided.length === 0
      ? []
      : [
          'First: declare the licence tier of the top-level group. Until then both forms are exported, and the merge request waits.',
        ]),
  ]
}

function pathOf({ placement: { target } }: JobPlan['entries'][number]): string {
  return `${target.mount}/${target.path} ${target.field}`
}

function openSection(plan: Plan): string[] {
  const planned = new Set(plan.jobs.flatMap(({ entries }) => entries.map(({ variableId }) => variableId)))
  const lines = plan.variables
    .filter((one) => !planned.has(one.id) && !hasFate(one))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(openLines)
  return lines.length === 0 ? [] : ['## Not planned', lines.join('\n')]
}

function openLines(one: MappedVariable): string[] {
  const recipe = one.blockers.map(({ code, detail }) => {
    return `  - \`${code}\`: ${markdownText(detail)} ${recipes[code].replaceAll('*', '\\*')}`
  })
  return [
    `- ${markdownCode(variableLabel(one.id))}: ${markdownText(leftOutReason(one) ?? 'no job reads it')}`,
    ...recipe,
  ]
}

function gapSection(estate: Estate): string[] {
  if (estate.gaps.length === 0) return []
  const lines = estate.gaps.map(({ subject, path, part, reason }) => {
    const where = path === null ? subject : `${subject} ${path}`
    return `- ${markdownText(where)}: ${part.replaceAll('_', ' ')} (${reason.replaceAll('_', ' ')})`
  })
  return ['## Not read by the scan', 'What is missing here is unknown, not absent.', lines.sort().join('\n')]
}

function grouped<T>(items: readonly T[], by: (item: T) => string): [string, T[]][] {
  return [...groupBy(items, by)].sort(([a], [b]) => (a < b ? -1 : 1))
}
