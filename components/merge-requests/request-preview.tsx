// What would be opened, where and with which changes; nothing is opened before it was seen and confirmed.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { MergeRequestPlan } from '@/lib/core/render/merge-request-row'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { type ConfirmedRings, ConfirmOpen } from './confirm-open'
import { PreviewItem } from './preview-item'
import { requestName } from './request-name'

export type RequestActions = {
  preview: (input: unknown) => Promise<ActionResult<{ plan: MergeRequestPlan; problem: string | null }>>
  open: (input: unknown) => Promise<ActionResult<void>>
}

export function RequestPreview({
  actions,
  mayEdit,
  writeProblem,
}: {
  actions: RequestActions
  mayEdit: boolean
  /** Why nothing can be opened at all, such as a missing write token; null when it can. */
  writeProblem: string | null
}) {
  const router = useRouter()
  const [plan, setPlan] = useState<MergeRequestPlan | null>(null)
  const [unwanted, setUnwanted] = useState<string[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [confirming, setConfirming] = useState(false)
  const [pending, begin] = useTransition()
  const look = () =>
    begin(async () => {
      setDone(null)
      const result = await actions.preview({})
      const failed = result.ok ? result.value.problem : result.message
      setProblem(failed)
      setPlan(result.ok && !failed ? result.value.plan : null)
      setUnwanted([])
    })
  const possible = plan?.items.filter((item) => item.refused === null) ?? []
  const chosen = possible.filter((item) => !unwanted.includes(requestName(item)))
  const open = ({ rings, perHour }: ConfirmedRings) =>
    begin(async () => {
      if (!plan) return
      const result = await actions.open({ hash: plan.hash, rings, perHour })
      setConfirming(false)
      setProblem(result.ok ? null : result.message)
      if (!result.ok) return
      const [count, later] = [chosen.length, rings.length - 1]
      const waiting = later > 0 ? ` ${later} later ${later === 1 ? 'ring waits' : 'rings wait'} for it.` : ''
      setDone(
        `${count} merge ${count === 1 ? 'request is' : 'requests are'} being opened${perHour === null ? '' : `, ${perHour} an hour`}.${waiting} Their states appear below.`,
      )
      setPlan(null)
      // They are queued from here on, and the list renews itself while one is.
      router.refresh()
    })
  return (
    <Card
      flush
      title="Preview"
      remark={
        mayEdit ? (
          <span className="flex items-center gap-2">
            <Button size="sm" variant={plan ? 'default' : 'primary'} disabled={pending} onClick={look}>
              {pending && !confirming ? 'Looking…' : plan ? 'Preview again' : 'Preview merge requests'}
            </Button>
            {plan ? (
              <Button
                size="sm"
                variant="primary"
                disabled={pending || chosen.length === 0 || writeProblem !== null}
                onClick={() => setConfirming(true)}
              >
                Open {chosen.length} {chosen.length === 1 ? 'merge request' : 'merge requests'}…
              </Button>
            ) : null}
          </span>
        ) : undefined
      }
    >
      <div className="space-y-3 px-4 not-empty:pb-4">
        {writeProblem ? (
          <Notice weight="warning" title="Nothing can be opened yet">
            {writeProblem} The preview works without it.
          </Notice>
        ) : null}
        {problem ? (
          <Notice weight="problem" live>
            {problem}
          </Notice>
        ) : null}
        {done ? (
          <Notice weight="good" live>
            {done}
          </Notice>
        ) : null}
        {pending && !plan && !done ? <Skeleton className="h-24 w-full" /> : null}
        {plan || pending || done ? null : (
          <p className="text-muted">
            The worker looks at every repository first and shows each branch, title and change. One merge request holds
            policies and roles, one per project its CI change. CI changes stay drafts until what they need is live.
          </p>
        )}
        {plan && plan.items.length === 0 ? (
          <p className="text-muted">Nothing to open: no project has a planned change that is not in GitLab yet.</p>
        ) : null}
      </div>
      {plan && plan.items.length > 0 ? (
        <ul>
          {plan.items.map((item) => {
            const name = requestName(item)
            return (
              <PreviewItem
                key={name}
                item={item}
                chosen={item.refused === null && !unwanted.includes(name)}
                onChoose={(wanted) =>
                  setUnwanted((was) => (wanted ? was.filter((one) => one !== name) : [...was, name]))
                }
              />
            )
          })}
        </ul>
      ) : null}
      <ConfirmOpen
        open={confirming}
        items={chosen}
        rest={possible.filter((item) => unwanted.includes(requestName(item)))}
        pending={pending}
        onClose={() => setConfirming(false)}
        onConfirm={open}
      />
    </Card>
  )
}
