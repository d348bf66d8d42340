// Rings that wait for earlier ones: what they hold, what keeps them, and the way to begin or to take them back.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { ringWaitsFor } from '@/lib/core/render/merge-request-rings'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { ScrollList } from '../ui/scroll-list'

type Actions = {
  begin: (input: unknown) => Promise<ActionResult<void>>
  takeBack: (input: unknown) => Promise<ActionResult<void>>
}

export function RingList({ rows, actions }: { rows: MergeRequestRow[]; actions: Actions | null }) {
  const waiting = rows.filter((row) => row.state === 'queued' && row.openAfter === null && row.batch !== null)
  const names = [...new Set(waiting.map(({ batch, ring }) => JSON.stringify([batch, ring])))]
  return (
    <ul className="divide-y divide-line">
      {names.map((name) => {
        const [batch, ring]: [string, number] = JSON.parse(name)
        const mine = waiting.filter((row) => row.batch === batch && row.ring === ring)
        return <Ring key={name} ring={ring} batch={batch} mine={mine} rows={rows} actions={actions} />
      })}
    </ul>
  )
}

function Ring({
  ring,
  batch,
  mine,
  rows,
  actions,
}: {
  ring: number
  batch: string
  mine: MergeRequestRow[]
  rows: MergeRequestRow[]
  actions: Actions | null
}) {
  const router = useRouter()
  const [asked, setAsked] = useState<'begin' | 'take back' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const waits = Object.entries(ringWaitsFor(rows, batch, ring)).map(([state, count]) => `${count} ${state}`)
  const count = `${mine.length} ${mine.length === 1 ? 'merge request' : 'merge requests'}`
  const act = () =>
    start(async () => {
      const input = asked === 'begin' ? { batch, ring } : { ids: mine.map(({ id }) => id) }
      const result = asked === 'begin' ? await actions?.begin(input) : await actions?.takeBack(input)
      setProblem(result && !result.ok ? result.message : null)
      setAsked(null)
      router.refresh()
    })
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-2">
      <span className="font-medium">Ring {ring}</span>
      <span className="min-w-0 flex-1 text-muted">
        {count}, waits for {waits.length > 0 ? waits.join(', ') : 'the worker'}
        {problem ? (
          <span role="alert" className="block text-red">
            {problem}
          </span>
        ) : null}
      </span>
      {actions ? (
        <>
          <Button size="sm" onClick={() => setAsked('begin')} aria-label={`Begin ring ${ring} now`}>
            Begin now
          </Button>
          <Button size="sm" onClick={() => setAsked('take back')} aria-label={`Take ring ${ring} back`}>
            Take back
          </Button>
        </>
      ) : null}
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === 'begin' ? `Begin ring ${ring} now?` : `Take ring ${ring} back?`}
        description={
          asked === 'begin'
            ? `${count} would be opened though earlier ones are not merged.`
            : `${count} would no longer be queued. Nothing of them is in GitLab yet.`
        }
        footer={
          <>
            <Button onClick={() => setAsked(null)}>Cancel</Button>
            <Button variant="primary" disabled={pending} onClick={act}>
              {asked === 'begin' ? 'Begin' : 'Take back'}
            </Button>
          </>
        }
      >
        <ScrollList label="Merge requests of this ring" className="max-h-60 text-sm">
          {mine.map((row) => (
            <li key={row.id}>{row.project}</li>
          ))}
        </ScrollList>
      </Dialog>
    </li>
  )
}
