// One role with its evidence: what it reads, what a job must prove, who can log in, what deserves a look.
'use client'

import { useRouter } from 'next/navigation'
import type { BindingRow } from '@/lib/core/render/binding-table'
import { DrawerSection } from '../inventory/drawer-section'
import { CopyButton } from '../ui/copy-button'
import { Drawer } from '../ui/drawer'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Notice } from '../ui/notice'
import { flagWords } from './flag-words'
import { LiveMark, type LiveRole, liveText } from './live-mark'
import { triggerWords } from './trigger-words'

export function RoleDrawer({ rows, live, back }: { rows: BindingRow[]; live: LiveRole | null; back: string }) {
  const router = useRouter()
  const [role] = rows
  if (!role) return null
  const flags = new Map(rows.flatMap((row) => row.flags.map((flag) => [flag.code + flag.detail, flag])))
  const paths = [...new Set(rows.map((row) => `${row.mount}/${row.path}`))]
  return (
    <Drawer
      label={`Role ${role.role}`}
      onClose={() => router.replace(back, { scroll: false })}
      header={
        <>
          <div className="flex items-center gap-1">
            <h2 className="font-mono font-medium [overflow-wrap:anywhere]">{role.role}</h2>
            <CopyButton text={role.role} label="role" />
          </div>
          <p className="text-muted">
            {role.project} · {role.environment ?? 'no environment'}
          </p>
        </>
      }
    >
      {[...flags.values()].map((flag) => (
        <Notice
          key={flag.code + flag.detail}
          weight={role.production ? 'problem' : 'warning'}
          title={flagWords[flag.code].short}
          className="mb-2"
        >
          {flagWords[flag.code].why} {flag.detail}
        </Notice>
      ))}
      {live === null || live.why === 'not_connected' ? null : (
        <p className="mb-2 flex items-start gap-2 text-muted">
          <LiveMark live={live} />
          <span className="[overflow-wrap:anywhere]">{liveText(live)}</span>
        </p>
      )}
      <DrawerSection title="The job must prove" remark={role.boundClaimsType === 'glob' ? 'globs' : 'exact texts'}>
        <dl className="divide-y divide-line rounded-lg border border-line">
          {Object.entries(role.boundClaims).map(([name, value]) => (
            <div key={name} className="grid grid-cols-[150px_1fr] gap-3 px-3 py-1.5 font-mono text-sm">
              <dt className="text-muted">{name}</dt>
              <dd className="[overflow-wrap:anywhere]">{[value].flat().join(', ')}</dd>
            </div>
          ))}
        </dl>
      </DrawerSection>
      <DrawerSection title="Who can log in">
        <ul className="divide-y divide-line rounded-lg border border-line">
          {triggerWords.map(({ trigger, letters, words }) => (
            <li key={trigger} className="flex gap-3 px-3 py-1.5">
              <span className="w-6 shrink-0 font-semibold">{letters}</span>
              <span className="flex-1">{words}</span>
              {role.qualifies.includes(trigger) ? (
                <span className="font-medium text-accent-text">can log in</span>
              ) : (
                <span className="text-muted">is refused</span>
              )}
            </li>
          ))}
        </ul>
      </DrawerSection>
      <DrawerSection title="Reads">
        <ul className="space-y-1 font-mono text-sm">
          {paths.map((path) => (
            <li key={path}>
              <MiddleTruncate text={path} copy="path" />
            </li>
          ))}
        </ul>
        <p className="mt-1 text-sm text-muted [overflow-wrap:anywhere]">
          By {[...new Set(rows.flatMap((row) => row.policies))].join(', ') || 'no policy'}
        </p>
      </DrawerSection>
      <DrawerSection title="Jobs that log in with it">
        <p className="[overflow-wrap:anywhere]">{[...new Set(rows.flatMap((row) => row.jobs))].sort().join(', ')}</p>
      </DrawerSection>
    </Drawer>
  )
}
