// An address inside the dashboard that leads nowhere.
import { SearchX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <EmptyState icon={SearchX} title="Nothing here" action={<ButtonLink href="/">Overview</ButtonLink>}>
      The address leads to no page, or to something that an earlier scan saw and a later one did not.
    </EmptyState>
  )
}
