// Of how many projects and groups the owner is known, and how to learn more.
'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { HistoryReading } from '@/lib/core/trust/job-history'
import { Button, buttonClass } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'
import { inventoryAddress } from './inventory-address'
import { type OwnerActions, OwnerImport } from './owner-import'

export function OwnerCard({
  summary,
  reading,
  mayEdit,
  actions,
}: {
  summary: { known: number; nobody: number; unknown: number }
  reading: HistoryReading | null
  mayEdit: boolean
  actions: OwnerActions & { read: (input: unknown) => Promise<ActionResult<void>> }
}) {
  const router = useRouter()
  const [pending, begin] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const active = reading?.state === 'queued' || reading?.state === 'running'
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => router.refresh(), 1500)
    return () => clearInterval(timer)
  }, [active, router])
  const read = () =>
    begin(async () => {
      const result = await actions.read({})
      setProblem(result.ok ? null : result.message)
      router.refresh()
    })
  return (
    <Card
      title="Owners"
      remark={
        reading?.finishedAt ? (
          <>
            Read <RelativeTime at={reading.finishedAt} />
          </>
        ) : undefined
      }
    >
      <p className="max-w-[75ch]">
        Of the projects and groups with variables, {summary.known.toLocaleString('en')} have a known owner,{' '}
        <Link className="text-accent-text underline" href={inventoryAddress({ filter: 'owned:none' })}>
          {summary.nobody.toLocaleString('en')} have none
        </Link>{' '}
        and of{' '}
        <Link className="text-accent-text underline" href={inventoryAddress({ filter: 'owned:unknown' })}>
          {summary.unknown.toLocaleString('en')} nobody knows yet
        </Link>
        .{' '}
        <span className="text-muted">A CSV file wins, then CODEOWNERS of the CI configuration, then maintainers.</span>
      </p>
      {reading?.state === 'failed' || (reading?.state === 'done' && reading.message) ? (
        <Notice weight={reading.state === 'failed' ? 'problem' : 'warning'} className="mt-3">
          {reading.message ?? 'No reason was recorded.'}
        </Notice>
      ) : null}
      {problem ? (
        <Notice weight="problem" live className="mt-3">
          {problem}
        </Notice>
      ) : null}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        {mayEdit ? (
          <Button onClick={read} disabled={pending || active}>
            {pending || active ? 'Reading…' : reading ? 'Read owners again' : 'Read owners from GitLab'}
          </Button>
        ) : null}
        <a className={buttonClass()} href="/inventory/questionnaire/owners" download="owners.csv">
          Download owners
        </a>
        {active && reading ? (
          <span className="text-muted" role="status">
            {reading.total === null ? 'Waiting for the worker' : `${reading.done} of ${reading.total} read`}
          </span>
        ) : null}
      </div>
      {mayEdit ? <OwnerImport actions={actions} /> : null}
    </Card>
  )
}
