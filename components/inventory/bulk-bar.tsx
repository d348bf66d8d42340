// Floats over the table while rows are selected: how many, and what can be decided for them.
'use client'

import type { BulkEdit } from '@/lib/core/mapping/apply-bulk-edit'
import { Button } from '../ui/button'

export function BulkBar({
  selected,
  matching,
  all,
  onAll,
  onClear,
  onEdit,
}: {
  selected: number
  /** How many rows the filter finds. */
  matching: number
  all: boolean
  onAll: () => void
  onClear: () => void
  onEdit: (kind: BulkEdit['kind']) => void
}) {
  return (
    <section
      aria-label="Selected rows"
      className="fixed bottom-5 left-[calc(50%+104px)] z-20 flex w-max max-w-[calc(100vw-240px)] -translate-x-1/2 flex-wrap items-center gap-2 rounded-xl bg-inverse px-3 py-2 text-inverse-text shadow-[var(--shadow-pop)] [animation:appear_120ms]"
    >
      <p className="px-1 font-semibold" aria-live="polite">
        {selected.toLocaleString('en')} selected
      </p>
      {!all && matching > selected ? (
        <Button variant="inverse" size="sm" onClick={onAll}>
          Select all {matching.toLocaleString('en')}
        </Button>
      ) : null}
      <Button variant="inverse" size="sm" onClick={() => onEdit('target')}>
        Choose target…
      </Button>
      <Button variant="inverse" size="sm" onClick={() => onEdit('star')}>
        Answer *…
      </Button>
      <Button variant="inverse" size="sm" onClick={() => onEdit('exclude')}>
        Exclude…
      </Button>
      <Button variant="inverse" size="sm" onClick={() => onEdit('retire')}>
        Retire…
      </Button>
      <Button variant="inverse" size="sm" onClick={() => onEdit('replace')}>
        Replace…
      </Button>
      <Button variant="inverse" size="sm" onClick={() => onEdit('clear')}>
        Leave to rules…
      </Button>
      <button type="button" onClick={onClear} className="rounded-sm px-1 text-sm text-inverse-muted hover:underline">
        Clear
      </button>
    </section>
  )
}
