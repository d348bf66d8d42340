// Light, dark, or as the system says. Saved in a cookie, so that the server paints the right one at once.
'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'

export type Theme = 'system' | 'light' | 'dark'

const following: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
const icons = { system: Monitor, light: Sun, dark: Moon } as const

export function ThemeToggle({ initial, save }: { initial: Theme; save: (theme: Theme) => Promise<unknown> }) {
  const [theme, setTheme] = useState(initial)
  const Icon = icons[theme]
  return (
    <button
      type="button"
      onClick={async () => {
        const chosen = following[theme]
        setTheme(chosen)
        if (chosen === 'system') delete document.documentElement.dataset.theme
        else document.documentElement.dataset.theme = chosen
        await save(chosen)
      }}
      aria-label={`Theme: ${theme}. Change to ${following[theme]}`}
      title={`Theme: ${theme}`}
      className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-text"
    >
      <Icon className="size-4" aria-hidden="true" />
    </button>
  )
}
