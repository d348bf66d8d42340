// Shown when a page could not be made, for example because the database does not answer.
'use client'

import { TriangleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <EmptyState
      icon={TriangleAlert}
      title="This page could not be made"
      action={
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      <p>Nothing was changed. Usually the database did not answer; the log of the web process says what happened.</p>
      {error.digest ? <p className="mt-1 font-mono text-sm">Reference {error.digest}</p> : null}
    </EmptyState>
  )
}
