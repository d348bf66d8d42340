// The declared mounts, one line each.
'use client'

import { Plus, X } from 'lucide-react'
import type { Mount } from '@/lib/core/mapping/rules-file'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Input, Select } from '../ui/controls'

const engines = ['kv-v2', 'kv-v1', 'database', 'aws', 'transit'] as const

export function MountRows({
  mounts,
  vaults,
  error,
  onChange,
}: {
  mounts: Mount[]
  vaults: string[]
  error: (path: string) => string | undefined
  onChange: (mounts: Mount[]) => void
}) {
  const set = (at: number, change: Partial<Mount>) =>
    onChange(mounts.map((mount, index) => (index === at ? { ...mount, ...change } : mount)))
  return (
    <Card
      flush
      title="Mounts"
      remark={
        <Button size="sm" onClick={() => onChange([...mounts, { vault: vaults[0] ?? '', path: '', engine: 'kv-v2' }])}>
          <Plus className="size-3.5" aria-hidden="true" />
          Add mount
        </Button>
      }
    >
      {mounts.length === 0 ? (
        <p className="px-4 pb-4 text-muted">None yet. Rules send variables to a mount, such as secret with kv-v2.</p>
      ) : null}
      <ul>
        {[...mounts.entries()].map(([at, mount]) => {
          const problem = ['path', 'vault', 'engine'].map((field) => error(`mounts.${at}.${field}`)).find(Boolean)
          return (
            <li key={at} className="border-t border-line px-4 py-2">
              <div className="flex items-center gap-2">
                <Input
                  mono
                  aria-label={`Path of mount ${at + 1}`}
                  aria-invalid={problem ? true : undefined}
                  aria-describedby={problem ? `mount-${at}-error` : undefined}
                  placeholder="secret"
                  value={mount.path}
                  onChange={(event) => set(at, { path: event.target.value })}
                />
                <Select
                  aria-label={`Engine of mount ${at + 1}`}
                  value={mount.engine}
                  onChange={(event) => {
                    const engine = engines.find((one) => one === event.target.value)
                    if (engine) set(at, { engine })
                  }}
                  className="w-32 shrink-0"
                >
                  {engines.map((engine) => (
                    <option key={engine}>{engine}</option>
                  ))}
                </Select>
                <Select
                  aria-label={`Vault of mount ${at + 1}`}
                  value={mount.vault}
                  onChange={(event) => set(at, { vault: event.target.value })}
                  className="w-36 shrink-0"
                >
                  {[...new Set([...vaults, mount.vault])].map((vault) => (
                    <option key={vault} value={vault}>
                      {vault || 'choose a vault'}
                    </option>
                  ))}
                </Select>
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Remove mount ${mount.path || at + 1}`}
                  onClick={() => onChange(mounts.filter((_, index) => index !== at))}
                >
                  <X className="size-4" aria-hidden="true" />
                </Button>
              </div>
              {problem ? (
                <p id={`mount-${at}-error`} className="mt-1 text-sm font-medium text-red">
                  {problem}
                </p>
              ) : null}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
