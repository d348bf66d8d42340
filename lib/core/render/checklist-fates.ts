// The part of the checklist for what does not move: retired and replaced variables, each with its steps.
import { fateSteps } from '@/lib/core/mapping/fate-steps'
import type { MappedVariable } from '@/lib/core/mapping/plan'
import { groupBy } from './group-by'
import { markdownCode, markdownText } from './markdown-text'
import { variableLabel } from './variable-label'

/** Is it decided that the variable is retired or replaced, and does nothing stand in the way? */
export function hasFate({ decidedBy, state }: MappedVariable): boolean {
  return (decidedBy.kind === 'retire' || decidedBy.kind === 'replace') && state !== 'gone' && state !== 'blocked'
}

/** Markdown blocks, one list of variables and one of steps for each fate; empty where there is none. */
export function fateBlocks(variables: readonly MappedVariable[]): string[] {
  const decided = variables.filter(hasFate).sort((a, b) => (a.id < b.id ? -1 : 1))
  if (decided.length === 0) return []
  const byTitle = [...groupBy(decided, (one) => fateSteps(one.decidedBy)?.title ?? '')]
  return [
    '## Retired and replaced',
    ...byTitle
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([title, members]) => {
        const steps = members[0] === undefined ? null : fateSteps(members[0].decidedBy)
        if (steps === null) return []
        return [
          `### ${markdownText(title)}`,
          members.map(lineOf).join('\n'),
          [...steps.steps, `Done when: ${steps.evidence}`]
            .map((step) => `- [ ] ${step.replaceAll('*', '\\*')}`)
            .join('\n'),
        ]
      }),
  ]
}

function lineOf({ id, decidedBy, uses }: MappedVariable): string {
  const reason = decidedBy.kind === 'retire' || decidedBy.kind === 'replace' ? decidedBy.reason : ''
  const used = uses === null ? 'uses unknown' : `${uses} ${uses === 1 ? 'job' : 'jobs'}`
  return `- ${markdownCode(variableLabel(id))} (${used}): ${markdownText(reason)}`
}
