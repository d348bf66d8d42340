// Two jobs side by side: let in or refused, the line of the log, and what each can read all in all.
import { CircleCheck, CircleX } from 'lucide-react'
import type { TrustOutcome } from '@/lib/core/render/trust-model-section'
import { ReasonLink } from '../access/reason-link'
import { classNames } from '../ui/class-names'
import { InlineMarkdown } from './inline-markdown'

export function TrustOutcomes({ outcomes }: { outcomes: readonly TrustOutcome[] }) {
  return (
    <div className="grid gap-3 lg:grid-cols-2 print:grid-cols-1">
      {outcomes.map((outcome) => (
        <Outcome key={outcome.title} outcome={outcome} />
      ))}
    </div>
  )
}

function Outcome({ outcome: { title, allowed, verdict, log, reasons, reach } }: { outcome: TrustOutcome }) {
  const Icon = allowed ? CircleCheck : CircleX
  return (
    <section className="break-inside-avoid rounded-lg border border-line px-3 py-2.5" aria-label={title}>
      <h3 className="flex items-center gap-2 font-semibold">
        <Icon className={classNames('size-4 shrink-0', allowed ? 'text-green' : 'text-red')} aria-hidden="true" />
        {title}
      </h3>
      <p className="mt-1">
        <InlineMarkdown text={verdict} />
      </p>
      {reasons.length > 0 ? (
        <ul className="mt-1.5 list-disc pl-5 text-sm leading-[26px]">
          {reasons.map((reason) => (
            <li key={`${reason.code} ${reason.claim}`}>
              <ReasonLink reason={reason} />
            </li>
          ))}
        </ul>
      ) : null}
      {log === null ? null : (
        <>
          <p className="mt-2 text-sm text-muted">
            {log.texts.length > 1 ? 'The job log ends with one of these' : 'The job log ends with'}
          </p>
          <div className="mt-1 rounded-md bg-raised px-2.5 py-2 font-mono text-sm [overflow-wrap:anywhere]">
            <p className="text-muted">{log.head}</p>
            {log.texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </div>
        </>
      )}
      <p className="mt-2">
        <InlineMarkdown text={reach} />
      </p>
    </section>
  )
}
