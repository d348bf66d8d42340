// The way from the job to the value, as a numbered row of steps with what is sent from each to the next.
import type { TrustStep } from '@/lib/core/render/trust-model-section'
import { BreakableText } from '../ui/breakable-text'
import { InlineMarkdown } from './inline-markdown'

export function TrustSteps({ label, steps }: { label: string; steps: TrustStep[] }) {
  return (
    <ol
      aria-label={label}
      className="grid gap-x-7 gap-y-3 sm:grid-cols-2 lg:grid-cols-3 print:grid-cols-2"
      data-testid="steps"
    >
      {steps.map(({ who, does, facts }, at) => (
        <li key={who} className="relative break-inside-avoid rounded-lg border border-line px-3 py-2.5">
          {at % 3 > 0 ? (
            <span
              aria-hidden="true"
              className="absolute top-2.5 -left-[22px] hidden w-4 text-center text-muted lg:block print:hidden"
            >
              →
            </span>
          ) : null}
          <p className="flex items-baseline gap-2 font-semibold">
            <span
              aria-hidden="true"
              className="inline-flex size-5 shrink-0 items-center justify-center self-center rounded-full bg-accent-soft text-xs text-accent-text"
            >
              {at + 1}
            </span>
            {who}
          </p>
          <p className="mt-1">
            <InlineMarkdown text={does} />
          </p>
          <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 text-sm">
            {facts.map(({ name, values }) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                {values.map((value) => (
                  <dd key={value} className="col-start-2 font-mono [overflow-wrap:anywhere]">
                    <BreakableText text={value} />
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  )
}
