// Which definition a job really sees, where the key is defined more than once.
import type { VariableDetail } from '@/lib/core/render/inventory-row'
import { DrawerSection } from './drawer-section'

export function EffectiveList({ rows }: { rows: VariableDetail['effective'] }) {
  if (rows.length === 0) return null
  return (
    <DrawerSection title="What a job sees">
      <dl className="divide-y divide-line rounded-lg border border-line">
        {rows.map((row) => (
          <div key={`${row.project} ${row.environment}`} className="grid grid-cols-[150px_1fr] gap-3 px-3 py-2">
            <dt className="min-w-0 [overflow-wrap:anywhere]">
              <span className="block">{row.environment ?? 'no environment'}</span>
              <span className="block text-sm text-muted">{row.project}</span>
            </dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">
              {row.winner} <span className="block text-sm text-muted">{row.reason}</span>
            </dd>
          </div>
        ))}
      </dl>
    </DrawerSection>
  )
}
