// When nothing is left to move, what that rests on, and the day that people aim at.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { Overview } from '@/lib/core/render/overview'
import { Button } from '../ui/button'
import { Input } from '../ui/controls'
import { dayText, forecastText, paceText, targetText } from './forecast-text'

export function ForecastCard({
  overview,
  set,
}: {
  overview: Pick<Overview, 'forecast' | 'target'>
  /** Null for who may not set the day. */
  set: ((input: unknown) => Promise<ActionResult<void>>) | null
}) {
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, begin] = useTransition()
  const { forecast, target } = overview
  const save = (date: string | null) =>
    begin(async () => {
      const result = await set?.({ date })
      setProblem(result && !result.ok ? result.message : null)
      router.refresh()
    })
  return (
    <div className="space-y-2">
      <p className="font-medium">{forecastText(forecast)}</p>
      {forecast ? <p className="text-sm text-muted">{paceText(forecast)}</p> : null}
      {target ? (
        <p>
          Target {dayText(target.date)}, set by {target.who}. {targetText(target, forecast)}
        </p>
      ) : null}
      {set ? (
        <form
          action={(form) => save(String(form.get('date') ?? '') || null)}
          className="flex items-center gap-2 print:hidden"
        >
          <label htmlFor="target-date" className="text-sm text-muted">
            Target
          </label>
          <Input
            key={target?.date ?? ''}
            id="target-date"
            name="date"
            type="date"
            defaultValue={target?.date ?? ''}
            className="w-40"
          />
          <Button size="sm" type="submit" disabled={pending}>
            Set
          </Button>
          {target ? (
            <Button size="sm" disabled={pending} onClick={() => save(null)}>
              Remove
            </Button>
          ) : null}
        </form>
      ) : null}
      {problem ? (
        <p role="alert" className="text-sm text-red">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
