// Follows a scan that runs: asks once a second, shows how far it is, and renews the page when it is over.
'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { ScanSummary } from '@/lib/core/inventory/scan-summary'
import { Notice } from '../ui/notice'
import { ProgressBar } from '../ui/progress-bar'

const isActive = (scan: ScanSummary | null) => scan?.state === 'queued' || scan?.state === 'running'

export function ScanWatch({ scan: first }: { scan: ScanSummary | null }) {
  const router = useRouter()
  const [polled, setPolled] = useState<ScanSummary | null>(null)
  const [silent, setSilent] = useState(0)
  // What the server rendered is newer when it tells of another scan, or of the end of this one.
  const scan = polled && first && polled.id === first.id && isActive(first) ? polled : first
  const active = isActive(first)
  useEffect(() => {
    if (!active) return
    let stopped = false
    const ask = async () => {
      try {
        const response = await fetch('/api/scan', { cache: 'no-store' })
        if (stopped) return
        if (!response.ok) throw new Error(String(response.status))
        const next: ScanSummary | null = await response.json()
        setSilent(0)
        setPolled(next)
        if (!isActive(next)) {
          clearInterval(timer)
          router.refresh()
        }
      } catch {
        if (!stopped) setSilent((count) => count + 1)
      }
    }
    const timer = setInterval(ask, 1000)
    return () => {
      stopped = true
      clearInterval(timer)
    }
  }, [active, router])
  if (!scan || !isActive(first)) {
    if (scan?.state === 'done' && scan.message) {
      return (
        <Notice weight="warning" title="The last scan did not reach everything" className="mb-3">
          {scan.message}
        </Notice>
      )
    }
    return scan?.state === 'failed' ? (
      <Notice weight="problem" title="The last scan failed" className="mb-3">
        {scan.message ?? 'No reason was recorded.'} What an earlier scan saw is still shown.
      </Notice>
    ) : null
  }
  const counted = scan.total === null ? '' : `${scan.done} of ${scan.total} projects`
  return (
    <section
      aria-label="Scan in progress"
      className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface px-4 py-3"
    >
      <p className="font-semibold">{scan.state === 'queued' ? 'Scan is queued' : 'Scanning'}</p>
      <div className="min-w-40 flex-1">
        <ProgressBar done={scan.done} total={scan.total} label="Scan progress" />
      </div>
      <p className="text-muted" aria-live="polite">
        {silent > 4
          ? 'No answer from the server; still trying'
          : [
              scan.step ?? 'waiting for the worker',
              counted,
              scan.variables ? `${scan.variables} variables` : '',
              scan.message,
            ]
              .filter(Boolean)
              .join(' · ')}
      </p>
    </section>
  )
}
