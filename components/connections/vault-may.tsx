// What the token may do on the paths that a reading asks, folded in.
import { ChevronRight } from 'lucide-react'

export function VaultMay({ capabilities }: { capabilities: Record<string, string[]> }) {
  const rows = Object.entries(capabilities)
  if (rows.length === 0) return null
  return (
    <details className="group mt-3 rounded-lg border border-line">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 px-3 py-2 font-medium">
        <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden="true" />
        What the token may do
      </summary>
      <dl className="border-t border-line px-3 py-2 text-sm">
        {rows.map(([path, can]) => (
          <div key={path} className="flex gap-3 py-0.5">
            <dt className="min-w-0 flex-1 font-mono [overflow-wrap:anywhere]">{path}</dt>
            <dd className="w-52 shrink-0">{words(can)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Vault answers `root` for a token that may do everything and `deny` for one that may do nothing there. */
function words(can: string[]): string {
  if (can.includes('root')) return 'everything (root)'
  return can.length === 0 || can.includes('deny') ? 'nothing' : can.join(', ')
}
