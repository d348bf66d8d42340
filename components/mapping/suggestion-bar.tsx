// Floats over the suggestions while some are selected: how many, and what can be done with them.
'use client'

import { Button } from '../ui/button'

export function SuggestionBar({
  count,
  matching,
  dismissed,
  pending,
  onAll,
  onAccept,
  onDismiss,
  onRestore,
  onClear,
}: {
  count: number
  /** How many the filter finds. */
  matching: number
  /** Are those that are shown dismissed ones? */
  dismissed: boolean
  pending: boolean
  /** Null where all are selected. */
  onAll: (() => void) | null
  onAccept: () => void
  onDismiss: () => void
  onRestore: () => void
  onClear: () => void
}) {
  return (
    <>
      <div className="h-16" aria-hidden="true" />
      <section
        aria-label="Selected suggestions"
        className="fixed bottom-5 left-[calc(50%+104px)] z-20 flex w-max max-w-[calc(100vw-240px)] -translate-x-1/2 flex-wrap items-center gap-2 rounded-xl bg-inverse px-3 py-2 text-inverse-text shadow-[var(--shadow-pop)] [animation:appear_120ms]"
      >
        <p className="px-1 font-semibold" aria-live="polite">
          {count.toLocaleString('en')} selected
        </p>
        {onAll && matching > count ? (
          <Button variant="inverse" size="sm" onClick={onAll}>
            Select all {matching.toLocaleString('en')}
          </Button>
        ) : null}
        {dismissed ? (
          <Button variant="inverse" size="sm" disabled={pending} onClick={onRestore}>
            Propose again
          </Button>
        ) : (
          <>
            <Button variant="inverse" size="sm" disabled={pending} onClick={onAccept}>
              Accept…
            </Button>
            <Button variant="inverse" size="sm" disabled={pending} onClick={onDismiss}>
              Dismiss
            </Button>
          </>
        )}
        <button type="button" onClick={onClear} className="rounded-sm px-1 text-sm text-inverse-muted hover:underline">
          Clear
        </button>
      </section>
    </>
  )
}
