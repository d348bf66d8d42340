// The licence tier of each top-level group, which no API tells.
'use client'

import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { Card } from '../ui/card'
import { Select } from '../ui/controls'

const tiers = ['unknown', 'free', 'premium', 'ultimate'] as const

export function GroupTiers({
  groups,
  declared,
  onChange,
}: {
  groups: string[]
  declared: RulesFile['tiers']
  onChange: (tiers: RulesFile['tiers']) => void
}) {
  const rows = [...new Set([...groups, ...declared.map((one) => one.group)])]
  return (
    <Card flush title="Licence tiers" remark={<span className="text-sm">secrets: needs Premium or Ultimate</span>}>
      {rows.length === 0 ? <p className="px-4 pb-4 text-muted">A scan lists the top-level groups here.</p> : null}
      <ul className="thin-scroll max-h-96 overflow-y-auto">
        {rows.map((group) => (
          <li key={group} className="flex h-10 items-center gap-3 border-t border-line px-4">
            <span className="min-w-0 flex-1 truncate font-medium" title={group}>
              {group}
            </span>
            <Select
              aria-label={`Licence tier of ${group}`}
              value={declared.find((one) => one.group === group)?.tier ?? 'unknown'}
              onChange={(event) => {
                const tier = tiers.find((one) => one === event.target.value) ?? 'unknown'
                const rest = declared.filter((one) => one.group !== group)
                onChange(tier === 'unknown' ? rest : [...rest, { group, tier }])
              }}
              className="w-36 shrink-0"
            >
              {tiers.map((tier) => (
                <option key={tier}>{tier}</option>
              ))}
            </Select>
          </li>
        ))}
      </ul>
    </Card>
  )
}
