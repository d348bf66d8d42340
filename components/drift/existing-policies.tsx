// Policies that exist and grant what a planned one would: each can be named in the mapping instead of written again.
import type { ExistingPolicy } from '@/lib/core/render/drift-existing-policies'
import { Card } from '../ui/card'
import { type AdoptActions, AdoptButton } from './adopt-button'

export function ExistingPolicies({ policies, actions }: { policies: ExistingPolicy[]; actions: AdoptActions | null }) {
  if (policies.length === 0) return null
  return (
    <Card
      flush
      className="mt-3"
      title="Policies that grant what a planned one would"
      remark={policies.length.toLocaleString('en')}
    >
      <ul>
        {policies.slice(0, 100).map(({ vault, existing, planned, project, paths }) => (
          <li
            key={`${vault} ${planned}`}
            className="flex items-center gap-3 border-t border-line px-4 py-1.5 hover:bg-raised"
          >
            <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="font-mono text-sm font-medium">{existing}</span> grants the same {paths}{' '}
              {paths === 1 ? 'path' : 'paths'} as <span className="font-mono text-sm">{planned}</span>
              {project === null ? null : <span className="text-muted"> of {project}</span>}, which is not live yet
            </p>
            {actions === null ? null : (
              <AdoptButton wish={{ what: 'policy', vault, planned, existing }} actions={actions} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
