// Opens the command palette (Ctrl-K) and the list of keys (?); both are loaded when first asked for.
'use client'

import { Command } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { isTyping } from './is-typing'

const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette))
const KeyboardHelp = dynamic(() => import('./keyboard-help').then((module) => module.KeyboardHelp))

export function PaletteButton() {
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        setOpen((was) => (was === 'palette' ? null : 'palette'))
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '?') {
        event.preventDefault()
        setOpen('keys')
      }
      if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('input[data-page-filter]')
        if (!field) return
        event.preventDefault()
        field.focus()
        field.select()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen('palette')}
        aria-label="Open the command palette"
        title="Command palette (Ctrl-K)"
        className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-text"
      >
        <Command className="size-4" aria-hidden="true" />
      </button>
      {open === 'palette' ? <CommandPalette onClose={() => setOpen(null)} showKeys={() => setOpen('keys')} /> : null}
      {open === 'keys' ? <KeyboardHelp onClose={() => setOpen(null)} /> : null}
    </>
  )
}
