// What the trust in the numbers rests on, always in sight: which GitLab, when it was read, how many values were.
import type { ScanSummary } from '@/lib/core/inventory/scan-summary'
import { classNames } from '../ui/class-names'
import { RelativeTime } from '../ui/relative-time'
import { Tag } from '../ui/tag'

export type ShellFacts = {
  demo: boolean
  gitlabUrl: string | null
  scan: ScanSummary | null
  scannedAt: string | null
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

export function ConnectionFacts({ facts }: { facts: ShellFacts }) {
  const { demo, gitlabUrl, scan, scannedAt } = facts
  const partial = scan?.state === 'done' && scan.complete === false
  return (
    <section aria-label="Connection" className="space-y-1.5 border-t border-line px-2.5 pt-3 pb-1 text-sm">
      <div className="flex items-start gap-2">
        <span
          aria-hidden="true"
          className={classNames('mt-1.5 size-2 shrink-0 rounded-full', gitlabUrl ? 'bg-green' : 'bg-line-strong')}
        />
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-1.5">
            <span className="truncate" title={gitlabUrl ?? undefined}>
              {gitlabUrl ? (demo ? 'Demo GitLab' : hostOf(gitlabUrl)) : 'No GitLab connected'}
            </span>
            {demo ? <Tag tint="accent">Demo</Tag> : null}
          </p>
          {gitlabUrl && demo ? <p className="truncate text-faint">{hostOf(gitlabUrl)}</p> : null}
          <p className="text-faint">
            {scannedAt ? (
              <>
                scanned <RelativeTime at={scannedAt} />
              </>
            ) : (
              'not scanned yet'
            )}
            {partial ? (
              <>
                ,{' '}
                <span className="whitespace-nowrap">
                  {scan.gaps.length.toLocaleString('en')} {scan.gaps.length === 1 ? 'gap' : 'gaps'}
                </span>
              </>
            ) : null}
          </p>
        </div>
      </div>
      <p className="text-muted" title="A scan asks GitLab for names and settings only, never for a value">
        Values read by scans: <strong className="font-semibold text-green">0</strong>
      </p>
    </section>
  )
}
