// Why a variable is not among the rendered files.
import type { MappedVariable } from '@/lib/core/mapping/plan'

/**
 * Takes a variable of the plan and gives why nothing is rendered for it: `excluded: <reason>`, `retired: <reason>`,
 * `replaced: <reason>`, the codes of what blocks it, `open` (no rule and no choice) or `gone`. Null when it is mapped and free; whether a job reads it is not asked here.
 */
export function leftOutReason(one: MappedVariable): string | null {
  if (one.decidedBy.kind === 'excluded') return `excluded: ${one.decidedBy.reason}`
  if (one.state === 'gone') return 'gone'
  if (one.decidedBy.kind === 'replace') return `replaced: ${one.decidedBy.reason}`
  if (one.decidedBy.kind === 'retire' && one.blockers.length === 0) return `retired: ${one.decidedBy.reason}`
  if (one.blockers.length > 0) return [...new Set(one.blockers.map(({ code }) => code))].sort().join(', ')
  return one.target === null ? 'open' : null
}
