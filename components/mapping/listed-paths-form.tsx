// The list of paths that Vault holds today, pasted by a person; suggestions follow from it.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Button } from '../ui/button'
import { TextArea } from '../ui/controls'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { sendInput } from '../ui/send-input'

export function ListedPathsForm({
  text: saved,
  keep,
}: {
  text: string
  /** Null for those who may only look. */
  keep: ((input: unknown) => Promise<ActionResult<object>>) | null
}) {
  const router = useRouter()
  const [text, setText] = useState(saved)
  const [message, setMessage] = useState<{ good: boolean; text: string } | null>(null)
  const [pending, begin] = useTransition()
  return (
    <div className="space-y-3">
      <Field label="Paths of today, one a line">
        {(ids) => (
          <TextArea
            {...ids}
            rows={10}
            value={text}
            readOnly={keep === null}
            onChange={(event) => setText(event.target.value)}
            placeholder={'secret/shop/api/production: DB_PASSWORD, DB_USER\nsecret/shop/api/staging#DB_PASSWORD'}
            className="font-mono text-sm"
          />
        )}
      </Field>
      {message ? (
        <Notice weight={message.good ? 'good' : 'problem'} live>
          {message.text}
        </Notice>
      ) : null}
      {keep ? (
        <Button
          variant="primary"
          disabled={pending || text === saved}
          onClick={() =>
            begin(async () => {
              const result = await sendInput(keep, { text })
              setMessage(
                result.ok
                  ? { good: true, text: 'Kept. What fits a variable is now among the suggestions.' }
                  : { good: false, text: [result.message, ...(result.problems ?? [])].join(' ') },
              )
              if (result.ok) router.refresh()
            })
          }
        >
          {pending ? 'Saving…' : 'Keep the list'}
        </Button>
      ) : null}
    </div>
  )
}
