// The least policy that a reading needs, folded in, with a button that copies it.
import { ChevronRight } from 'lucide-react'
import { CopyButton } from '../ui/copy-button'

export function VaultPolicy({ vault, hcl }: { vault: string; hcl: string }) {
  return (
    <details className="group mt-3 rounded-lg border border-line">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 px-3 py-2 font-medium">
        <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden="true" />
        Least policy that Cutover needs in {vault}
      </summary>
      <div className="relative border-t border-line">
        <div className="absolute top-2 right-2">
          <CopyButton
            text={hcl}
            label={`the policy for ${vault}`}
            className="inline-flex items-center gap-1 rounded-md border border-line bg-surface px-2 py-0.5 text-sm text-muted hover:text-text"
          >
            Copy
          </CopyButton>
        </div>
        <pre className="overflow-x-auto px-3 py-2 font-mono text-sm whitespace-pre-wrap">{hcl}</pre>
      </div>
    </details>
  )
}
