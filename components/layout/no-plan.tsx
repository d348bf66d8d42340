// What a page shows when nothing is planned yet: what is missing first, and the way there.
import type { LucideIcon } from 'lucide-react'
import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'

export function NoPlan({ icon, scanned, what }: { icon: LucideIcon; scanned: boolean; what: string }) {
  return (
    <Card flush>
      {scanned ? (
        <EmptyState
          icon={icon}
          title="Nothing is mapped yet"
          action={
            <>
              <ButtonLink href="/mapping" variant="primary">
                Write a rule
              </ButtonLink>
              <ButtonLink href="/inventory?filter=state%3Ablocked">See what is blocked</ButtonLink>
            </>
          }
        >
          There are {what} as soon as one variable has a place in Vault, its questions are answered, and nothing blocks
          it.
        </EmptyState>
      ) : (
        <EmptyState
          icon={icon}
          title="No scan yet"
          action={
            <ButtonLink href="/" variant="primary">
              Go to the overview
            </ButtonLink>
          }
        >
          A scan finds the variables and the jobs that use them; {what} follow from the mapping.
        </EmptyState>
      )}
    </Card>
  )
}
