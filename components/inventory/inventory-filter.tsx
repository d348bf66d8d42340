// The filter of the inventory: words and qualifiers, applied while one types, without a history entry for each letter.
'use client'

import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Kbd } from '../ui/kbd'
import { FilterHelp } from './filter-help'

export function InventoryFilter({
  filter,
  matches,
  errors,
  busy,
  onChange,
}: {
  filter: string
  matches: string
  errors: string[]
  busy: boolean
  onChange: (filter: string) => void
}) {
  const [text, setText] = useState(filter)
  const sent = useRef(filter)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // The address changed by itself (a chip, the back button): show what it says.
    if (filter !== sent.current) {
      sent.current = filter
      setText(filter)
    }
  }, [filter])
  useEffect(() => {
    if (text.trim() === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text.trim()
      onChange(text.trim())
    }, 250)
    return () => clearTimeout(timer)
  }, [text, onChange])
  return (
    <search className="mb-2.5 block">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          sent.current = text.trim()
          onChange(text.trim())
        }}
        className="flex h-9 items-center gap-2 rounded-lg border border-control bg-surface pr-2 pl-3 focus-within:outline-2 focus-within:outline-accent"
      >
        <Search className="size-4 shrink-0 text-muted" aria-hidden="true" />
        <input
          ref={field}
          data-page-filter=""
          type="search"
          aria-label="Filter variables"
          aria-describedby={errors.length ? 'filter-errors' : undefined}
          aria-invalid={errors.length > 0 || undefined}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') field.current?.blur()
          }}
          placeholder="Names, or qualifiers such as group:payments scope:production state:open used:no"
          className="min-w-0 flex-1 bg-transparent font-mono text-sm outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <span className="text-muted" aria-live="polite">
          {busy ? 'Filtering…' : matches}
        </span>
        <FilterHelp
          onAdd={(part) => {
            setText((was) => `${was.trim()} ${part}`.trim())
            field.current?.focus()
          }}
        />
        <Kbd>/</Kbd>
      </form>
      {errors.length ? (
        <ul id="filter-errors" className="mt-1 pl-3 text-sm font-medium text-red">
          {errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      ) : null}
    </search>
  )
}
