// In the drawer: what is to be done for a variable that is retired or replaced; for one that nobody decided, the way to suggestions.
import Link from 'next/link'
import { fateSteps } from '@/lib/core/mapping/fate-steps'
import type { VariableDetail } from '@/lib/core/render/inventory-row'
import { suggestionAddress } from '../mapping/suggestion-address'
import { BreakableText } from '../ui/breakable-text'
import { DrawerSection } from './drawer-section'
import { StepList } from './fate-steps-list'

export function FateSection({ detail }: { detail: VariableDetail }) {
  const decided = detail.decidedBy
  const steps = fateSteps(decided)
  if (steps === null || (decided.kind !== 'retire' && decided.kind !== 'replace')) {
    if (detail.state === 'gone' || decided.kind === 'choice' || decided.kind === 'excluded') return null
    return (
      <p className="mt-3">
        <Link
          href={suggestionAddress({ search: detail.variable.key })}
          prefetch={false}
          className="underline underline-offset-2 [overflow-wrap:anywhere]"
        >
          What is suggested for <BreakableText text={detail.variable.key} />
        </Link>
      </p>
    )
  }
  return (
    <DrawerSection title={steps.title}>
      <p className="mb-1.5 [overflow-wrap:anywhere]">Why: {decided.reason}</p>
      <StepList steps={steps} />
    </DrawerSection>
  )
}
