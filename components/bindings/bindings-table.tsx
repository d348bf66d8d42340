// The binding table of one environment: variable, path, what a job must prove, which triggers qualify, who uses it.
import { Flag } from 'lucide-react'
import Link from 'next/link'
import type { BindingRow } from '@/lib/core/render/binding-table'
import { shortTargetText } from '../inventory/target-text'
import { MiddleTruncate } from '../ui/middle-truncate'
import { type TableColumn, TableHead } from '../ui/table-head'
import { Tag } from '../ui/tag'
import { type BindingsView, bindingsAddress } from './bindings-address'
import { ClaimTags } from './claim-tags'
import { flagWords } from './flag-words'
import { LiveMark, type LiveRole, liveKey } from './live-mark'
import { TriggerMatrix } from './trigger-matrix'

const columns: TableColumn[] = [
  { name: 'Project', width: '15%' },
  { name: 'Variable', width: '15.5%' },
  { name: 'Vault path', width: '16.5%' },
  { name: 'The job must prove', width: '262px' },
  { name: 'Can log in', width: '192px' },
  { name: 'Jobs', width: '64px', numeric: true },
  { name: 'Flags', width: '6%' },
]

function flagsOf(row: BindingRow): { code: string; short: string; detail: string }[] {
  const flags = row.flags.map(({ code, detail }) => ({ code, short: flagWords[code].short, detail }))
  return row.notMasked ? [...flags, { code: 'not_masked', short: 'Not masked in logs', detail: row.notMasked }] : flags
}

function Flags({ row }: { row: BindingRow }) {
  const flags = flagsOf(row)
  if (flags.length === 0) return null
  const tint = row.production ? 'red' : 'amber'
  const words = flags.map((flag) => flag.short).join(', ')
  return (
    <>
      <span className="flex min-[1500px]:hidden" title={words}>
        <Tag tint={tint}>
          <Flag className="size-3" aria-hidden="true" />
          {flags.length}
          <span className="sr-only">: {words}</span>
        </Tag>
      </span>
      <span className="hidden flex-wrap gap-1 py-1 min-[1500px]:flex">
        {flags.map((flag) => (
          <Tag key={flag.code} tint={tint} title={flag.detail}>
            {flag.short}
          </Tag>
        ))}
      </span>
    </>
  )
}

/** `live` is how the role of a row is on its server, by `liveKey`. */
export function BindingsTable({
  rows,
  view,
  live,
}: {
  rows: BindingRow[]
  view: BindingsView
  live: ReadonlyMap<string, LiveRole>
}) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[1000px] table-fixed" aria-label="Bindings">
        <TableHead columns={columns} />
        <tbody>
          {rows.map((row, index) => {
            const above = rows[index - 1]
            const sameProject = above?.project === row.project
            const sameRole = sameProject && above?.role === row.role && above.vault === row.vault
            const cell = 'h-8.5 border-t border-line px-2 align-middle'
            return (
              <tr key={`${row.role} ${row.variableId} ${row.vault} ${row.path}`} className="hover:bg-raised">
                <td className={`${cell} pl-4 font-medium`}>
                  {sameProject ? (
                    <span className="sr-only">{row.project}</span>
                  ) : (
                    <Link
                      href={bindingsAddress({ ...view, role: row.role })}
                      scroll={false}
                      className="flex rounded-sm hover:underline"
                    >
                      <MiddleTruncate text={row.project} />
                    </Link>
                  )}
                </td>
                <td className={`${cell} font-mono text-sm`}>
                  <MiddleTruncate text={row.key} />
                </td>
                <td className={`${cell} font-mono text-sm text-muted`}>
                  <MiddleTruncate text={shortTargetText(row, row.key)} copy="path" />
                </td>
                <td className={cell}>
                  {sameRole ? (
                    <span className="text-muted">same role</span>
                  ) : (
                    <span className="flex items-center gap-1.5">
                      <LiveMark live={live.get(liveKey(row.vault, row.role))} />
                      <ClaimTags claims={row.boundClaims} environment={row.environment} />
                    </span>
                  )}
                </td>
                <td className={cell}>
                  <TriggerMatrix qualifies={row.qualifies} production={row.production} />
                </td>
                <td className={`${cell} text-right tabular-nums`} title={row.jobs.join(', ')}>
                  <Link
                    href={bindingsAddress({ ...view, role: row.role })}
                    scroll={false}
                    className="rounded-sm hover:underline"
                  >
                    {row.jobs.length.toLocaleString('en')}
                    <span className="sr-only">
                      {row.jobs.length === 1 ? ' job' : ' jobs'} of role {row.role}
                    </span>
                  </Link>
                </td>
                <td className={cell}>
                  <Flags row={row} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
