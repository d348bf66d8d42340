// The columns of the inventory, in their usual order.
'use client'

import { createColumnHelper } from '@tanstack/react-table'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import type { Features } from '../data-table/table-features'
import { MiddleTruncate } from '../ui/middle-truncate'
import { problemWords } from '../ui/problem-words'
import { StateBadge } from '../ui/state-badge'
import { Tag } from '../ui/tag'
import { shortTargetText } from './target-text'
import { VariableFacts } from './variable-facts'
import { VariableLink } from './variable-link'

/** Every column with its name; `usual` is shown when the address says nothing else. */
export const columnNames: { id: string; name: string; usual: boolean }[] = [
  { id: 'key', name: 'Variable', usual: true },
  { id: 'owner', name: 'Where', usual: true },
  { id: 'scope', name: 'Scope', usual: true },
  { id: 'state', name: 'State', usual: true },
  { id: 'target', name: 'Goes to', usual: true },
  { id: 'uses', name: 'Used by', usual: true },
  { id: 'settings', name: 'Settings', usual: false },
  { id: 'kind', name: 'Looks like', usual: false },
  { id: 'warnings', name: 'Warnings', usual: false },
  { id: 'owners', name: 'Owners', usual: false },
  { id: 'comments', name: 'Comments', usual: false },
]

/** Columns of numbers. */
export const numericColumns = ['uses', 'comments']

const helper = createColumnHelper<Features, InventoryRow>()

function Owner({ row }: { row: InventoryRow }) {
  const { level, owner, scheduleId } = row.variable
  if (owner === null) return <span className="text-muted">whole instance</span>
  if (owner.endsWith(':')) return <span className="text-muted">whole instance {owner.slice(0, -1)}</span>
  return (
    <span className="flex items-center gap-1.5">
      <MiddleTruncate text={owner} className={level === 'project' ? 'text-muted' : undefined} />
      {level === 'group' ? <Tag>group</Tag> : null}
      {level === 'schedule' ? (
        <Tag tint="blue" title={`Pipeline schedule ${scheduleId}`}>
          schedule
        </Tag>
      ) : null}
    </span>
  )
}

function Owners({ row }: { row: InventoryRow }) {
  if (!row.owners) return <span className="text-faint">not known</span>
  if (row.owners.names.length === 0) return <span className="text-muted">nobody</span>
  return (
    <span className="truncate" title={row.owners.names.join(', ')}>
      {row.owners.names.join(', ')}
    </span>
  )
}

function Uses({ uses }: { uses: number | null }) {
  if (uses === null)
    return (
      <Tag tint="amber" title="Something that may use it was not read, so nobody can tell">
        unknown
      </Tag>
    )
  if (uses === 0) return <span className="text-faint">no job</span>
  return `${uses.toLocaleString('en')} ${uses === 1 ? 'job' : 'jobs'}`
}

export const inventoryColumns = helper.columns([
  helper.accessor((row) => row.variable.key, {
    id: 'key',
    header: 'Variable',
    size: 200,
    cell: ({ row }) => <VariableLink row={row.original} />,
  }),
  helper.accessor((row) => row.variable.owner, {
    id: 'owner',
    header: 'Where',
    size: 188,
    cell: ({ row }) => <Owner row={row.original} />,
  }),
  helper.accessor((row) => row.variable.environmentScope, {
    id: 'scope',
    header: 'Scope',
    size: 96,
    cell: ({ row }) => <MiddleTruncate text={row.original.variable.environmentScope} className="font-mono text-sm" />,
  }),
  helper.accessor('state', {
    header: 'State',
    size: 204,
    cell: ({ row }) => {
      const { state, blockers } = row.original
      const first = blockers[0]
      const more = blockers.length - 1
      return (
        <span className="flex items-center gap-1.5" title={blockers.map(problemWords).join(', ') || undefined}>
          <StateBadge state={state} />
          {first ? <span className="truncate text-sm text-muted">{problemWords(first)}</span> : null}
          {more > 0 ? <span className="text-sm text-faint">+{more}</span> : null}
        </span>
      )
    },
  }),
  helper.accessor('target', {
    header: 'Goes to',
    size: 214,
    cell: ({ row }) =>
      row.original.target ? (
        <MiddleTruncate
          text={shortTargetText(row.original.target, row.original.variable.key)}
          copy="path"
          className="font-mono text-sm text-muted"
        />
      ) : (
        <span className="text-faint">
          <span aria-hidden="true">–</span>
          <span className="sr-only">nowhere yet</span>
        </span>
      ),
  }),
  helper.accessor('uses', { header: 'Used by', size: 92, cell: ({ row }) => <Uses uses={row.original.uses} /> }),
  helper.display({
    id: 'settings',
    header: 'Settings',
    size: 300,
    cell: ({ row }) => <VariableFacts variable={row.original.variable} production={row.original.production} oneLine />,
  }),
  helper.accessor('classification', {
    id: 'kind',
    header: 'Looks like',
    size: 100,
    cell: ({ row }) => ({ secret: 'secret', plain: 'configuration', unclear: 'unclear' })[row.original.classification],
  }),
  helper.accessor((row) => row.warnings.length, {
    id: 'warnings',
    header: 'Warnings',
    size: 180,
    cell: ({ row }) => (
      <span className="truncate text-sm text-muted">{row.original.warnings.map(problemWords).join(', ')}</span>
    ),
  }),
  helper.display({ id: 'owners', header: 'Owners', size: 180, cell: ({ row }) => <Owners row={row.original} /> }),
  helper.accessor((row) => row.comments ?? 0, {
    id: 'comments',
    header: 'Comments',
    size: 96,
    cell: ({ row }) => row.original.comments?.toLocaleString('en') ?? <span className="text-faint">none</span>,
  }),
])
