// Shown when not even the frame of the dashboard could be made, for example because the database does not answer.
'use client'

import { DatabaseZap } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function FrameError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main>
      <h1 className="sr-only">Cutover does not answer</h1>
      <EmptyState
        icon={DatabaseZap}
        title="Cutover cannot read its database"
        action={
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        <p>Nothing was changed. The log of the web process says what happened.</p>
        {error.digest ? <p className="mt-1 font-mono text-sm">Reference {error.digest}</p> : null}
      </EmptyState>
    </main>
  )
}
