// Asks why a merge request was closed without a merge.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { closeReasons } from '@/lib/core/render/merge-request-row'
import { Button } from '../ui/button'
import { Input, Select } from '../ui/controls'
import { closeReasonWords } from './close-reason-words'

export function CloseReasonForm({
  id,
  project,
  explain,
}: {
  id: string
  project: string
  explain: (input: unknown) => Promise<{ ok: boolean; message?: string }>
}) {
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, begin] = useTransition()
  const submit = (form: FormData) =>
    begin(async () => {
      const result = await explain({ id, reason: form.get('reason'), note: form.get('note') })
      setProblem(result.ok ? null : (result.message ?? 'It was not kept.'))
      if (result.ok) router.refresh()
    })
  return (
    <form action={submit} className="mt-1 space-y-1">
      <Select name="reason" aria-label={`Why ${project} was closed`} defaultValue="not_now">
        {closeReasons.map((reason) => (
          <option key={reason} value={reason}>
            {closeReasonWords[reason]}
          </option>
        ))}
      </Select>
      <span className="flex gap-1">
        <Input name="note" aria-label={`A note on why ${project} was closed`} placeholder="note" maxLength={500} />
        <Button size="sm" type="submit" disabled={pending}>
          Keep
        </Button>
      </span>
      {problem ? (
        <p role="alert" className="text-sm text-red">
          {problem}
        </p>
      ) : null}
    </form>
  )
}
