// What to do next: a count, what it counts, and the way to its rows.
import type { Overview } from '@/lib/core/render/overview'
import { inventoryAddress } from '../inventory/inventory-address'
import { ButtonLink } from '../ui/button'
import { classNames } from '../ui/class-names'

type Step = { count: number; text: string; href: string; label: string; bad?: boolean }

function stepsOf(overview: Overview): Step[] {
  const star = overview.blockers.find((blocker) => blocker.code === 'star_unanswered')?.count ?? 0
  const steps: Step[] = [
    {
      count: overview.counts.discovered,
      text: 'variables have no place in Vault yet',
      href: inventoryAddress({ filter: 'state:open' }),
      label: 'Map',
    },
    {
      count: star,
      text: 'variables of scope * wait for an answer: production, or all environments?',
      href: inventoryAddress({ filter: 'blocker:star_unanswered' }),
      label: 'Answer',
    },
    {
      count: overview.counts.blocked,
      text: 'cannot move as they are',
      href: inventoryAddress({ filter: 'state:blocked' }),
      label: 'See why',
      bad: true,
    },
    {
      count: overview.counts.mapped,
      text: 'are mapped: review what is generated for them',
      href: '/artefacts',
      label: 'Review',
    },
    {
      count: overview.mergeRequests.open,
      text: 'merge requests wait for project owners',
      href: '/merge-requests',
      label: 'See',
    },
    {
      count: overview.unknownUses,
      text: 'have uses that are unknown, since something was not read',
      href: inventoryAddress({ filter: 'used:unknown' }),
      label: 'See',
    },
    {
      count: overview.staticCredentials,
      text: 'are credentials for Vault itself, which the ID token replaces',
      href: inventoryAddress({ filter: 'blocker:static_vault_credential' }),
      label: 'See',
      bad: true,
    },
  ]
  return steps.filter((step) => step.count > 0)
}

export function NextSteps({ overview }: { overview: Overview }) {
  const steps = stepsOf(overview)
  if (steps.length === 0) return <p className="text-muted">Nothing waits. The next scan may bring something up.</p>
  return (
    <ul>
      {steps.map((step) => (
        <li key={step.text} className="flex items-center gap-3 border-t border-line py-2 first:border-0 first:pt-0">
          <span className={classNames('w-12 shrink-0 text-right text-lg font-semibold', step.bad && 'text-red')}>
            {step.count.toLocaleString('en')}
          </span>
          <span className="min-w-0 flex-1">{step.text}</span>
          <ButtonLink href={step.href} size="sm" aria-label={`${step.label}: ${step.count} ${step.text}`}>
            {step.label}
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}
