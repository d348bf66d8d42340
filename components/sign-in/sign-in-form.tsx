// The field for the one-time token, and what went wrong with it, beside it.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Button } from '../ui/button'
import { Input } from '../ui/controls'
import { Field } from '../ui/field'

type Answer = { ok: true } | { ok: false; message: string }

export function SignInForm({
  token,
  signIn,
}: {
  token: string
  signIn: (input: unknown) => Promise<ActionResult<Answer>>
}) {
  const router = useRouter()
  const [text, setText] = useState(token)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, begin] = useTransition()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!text.trim()) {
          setProblem('Paste the token, or open the link again.')
          return
        }
        begin(async () => {
          const result = await signIn({ token: text.trim() })
          const answer = result.ok ? result.value : result
          if (answer.ok) router.replace('/')
          else setProblem(answer.message)
        })
      }}
    >
      <Field
        label="One-time token"
        error={problem}
        hint={problem ? null : 'Used up, or lost? Stop Cutover and start it again: it prints a new link.'}
      >
        {(ids) => (
          <Input
            {...ids}
            mono
            name="token"
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setProblem(null)
            }}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" disabled={pending} className="mt-4 w-full">
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
