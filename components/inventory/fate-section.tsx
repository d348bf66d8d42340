// In the drawer: what is to be done for a variable that is retired or replaced.
import { fateSteps } from '@/lib/core/mapping/fate-steps'
import type { VariableDetail } from '@/lib/core/render/inventory-row'
import { DrawerSection } from './drawer-section'
import { StepList } from './fate-steps-list'

export function FateSection({ detail }: { detail: VariableDetail }) {
  const decided = detail.decidedBy
  const steps = fateSteps(decided)
  if (steps === null || (decided.kind !== 'retire' && decided.kind !== 'replace')) return null
  return (
    <DrawerSection title={steps.title}>
      <p className="mb-1.5 [overflow-wrap:anywhere]">Why: {decided.reason}</p>
      <StepList steps={steps} />
    </DrawerSection>
  )
}
