// Ends the session of this browser.
'use client'

import { LogOut } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'

export function SignOut({ leave }: { leave: (input: unknown) => Promise<unknown> }) {
  const router = useRouter()
  const [pending, begin] = useTransition()
  return (
    <button
      type="button"
      aria-label="Sign out"
      title="Sign out"
      disabled={pending}
      onClick={() =>
        begin(async () => {
          await leave({})
          router.replace('/sign-in')
        })
      }
      className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-text"
    >
      <LogOut className="size-4" aria-hidden="true" />
    </button>
  )
}
