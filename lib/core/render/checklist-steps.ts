// The steps of one variable on its way to Vault, and the evidence that each needs.
import type { State } from '@/lib/core/mapping/plan'

export type ChecklistStep = { state: State; title: string; evidence: string }

/** In order. A step without its evidence is not done, whatever came after it. */
export const checklistSteps: readonly ChecklistStep[] = [
  {
    state: 'discovered',
    title: 'Discovered',
    evidence: 'A scan lists the variable, and every job that uses it with the line that shows it.',
  },
  {
    state: 'mapped',
    title: 'Mapped',
    evidence: 'A rule or a choice names vault, mount, path and field, and nothing blocks it.',
  },
  {
    state: 'approved',
    title: 'Approved',
    evidence: 'Whoever answers for this environment signed its binding table, with policies and roles as listed there.',
  },
  {
    state: 'seeded',
    title: 'Seeded',
    evidence:
      'The path in Vault holds the same bytes as GitLab, compared right after the copy; policy and role are live.',
  },
  {
    state: 'dual_run',
    title: 'Dual-run',
    evidence:
      'In each job, beside the old variable, the value from Vault was read under another name and was the same.',
  },
  {
    state: 'cut_over',
    title: 'Cut over',
    evidence:
      'The change of the CI configuration is merged, and each job ran green after it, with the value from Vault.',
  },
  {
    state: 'quarantined',
    title: 'Quarantined',
    evidence: 'No job can see the variable in GitLab any more, it can still be put back, and pipelines stayed green.',
  },
  {
    state: 'deleted',
    title: 'Deleted',
    evidence: 'A fresh scan right before found no use on any ref that can run; then the variable went.',
  },
  {
    state: 'confirmed',
    title: 'Confirmed',
    evidence: 'A complete scan after that no longer lists the variable, and each job ran green once more.',
  },
]

/**
 * Takes a state and gives how many steps are behind it. States outside the line (excluded, blocked, gone, retired,
 * replaced) count as discovered: for them the checklist claims nothing more.
 */
export function stepsDone(state: State): number {
  return Math.max(1, checklistSteps.findIndex((step) => step.state === state) + 1)
}
