// Environments with the tier that GitLab reports, and what is declared instead.
'use client'

import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { Card } from '../ui/card'
import { Select } from '../ui/controls'

const tiers = ['production', 'staging', 'testing', 'development', 'other'] as const

export type FoundEnvironment = { name: string; tier: string; projects: number }

export function EnvironmentRows({
  found,
  declared,
  onChange,
}: {
  found: FoundEnvironment[]
  declared: RulesFile['environments']
  onChange: (environments: RulesFile['environments']) => void
}) {
  const unseen = declared.filter((one) => found.every((environment) => environment.name !== one.name))
  const rows = [...found, ...unseen.map(({ name }) => ({ name, tier: '', projects: 0 }))]
  return (
    <Card
      flush
      title="Environments"
      remark={<span className="text-sm">production decides which roles are guarded most</span>}
    >
      {rows.length === 0 ? (
        <p className="px-4 pb-4 text-muted">A scan lists the environments of all projects here.</p>
      ) : null}
      <ul className="thin-scroll max-h-96 overflow-y-auto">
        {rows.map((row) => {
          const override = declared.find((one) => one.name === row.name)
          return (
            <li key={row.name} className="flex h-10 items-center gap-3 border-t border-line px-4">
              <span className="min-w-0 flex-1 truncate font-mono text-sm" title={row.name}>
                {row.name}
              </span>
              <span className="shrink-0 text-sm text-muted">
                {row.projects ? `${row.projects} ${row.projects === 1 ? 'project' : 'projects'}` : 'not seen'}
              </span>
              <Select
                aria-label={`Tier of ${row.name}`}
                value={override?.tier ?? ''}
                onChange={(event) => {
                  const rest = declared.filter((one) => one.name !== row.name)
                  const tier = tiers.find((one) => one === event.target.value)
                  onChange(tier ? [...rest, { name: row.name, tier }] : rest)
                }}
                className="w-48 shrink-0"
              >
                <option value="">{row.tier ? `GitLab: ${row.tier}` : 'not declared'}</option>
                {tiers.map((tier) => (
                  <option key={tier}>{tier}</option>
                ))}
              </Select>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
