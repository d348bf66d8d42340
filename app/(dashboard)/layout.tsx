// The frame of every page behind the sign-in: navigation, connection facts, and the progress of a running scan.
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { PaletteButton } from '@/components/layout/palette-button'
import { ScanWatch } from '@/components/layout/scan-watch'
import { Sidebar } from '@/components/layout/sidebar'
import { requireUser } from '@/lib/auth/require-user'
import { loadShell } from '@/lib/services/load-shell'
import { leave, saveTheme } from './actions'

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const user = await requireUser()
  const shell = await loadShell()
  const chosen = (await cookies()).get('theme')?.value
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : 'system'
  return (
    <div className="flex min-h-screen">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <Sidebar
        facts={shell}
        counts={{ '/inventory': shell.total, '/mapping': shell.counts.mapped }}
        theme={theme}
        saveTheme={saveTheme}
        user={user}
        leave={leave}
        palette={<PaletteButton />}
      />
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-5 py-4 focus:outline-none">
        <ScanWatch scan={shell.scan} />
        {children}
      </main>
    </div>
  )
}
