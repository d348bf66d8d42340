// An address that leads nowhere.
import { SearchX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <main>
      <h1 className="sr-only">Not found</h1>
      <EmptyState icon={SearchX} title="Nothing here" action={<ButtonLink href="/">Overview</ButtonLink>}>
        The address leads to no page.
      </EmptyState>
    </main>
  )
}
