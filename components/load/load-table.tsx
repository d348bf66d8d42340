// The load by project: sorted by any column, with the totals of all projects below.
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { VaultLoad } from '@/lib/core/render/vault-load'
import { Card } from '../ui/card'
import { classNames } from '../ui/class-names'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'
import { cellOf, type LoadColumn, type LoadView, loadAddress, loadColumns, sortLoadRows } from './load-address'
import { loadNumber } from './load-number'
import { classWords } from './load-words'

const pageSize = 50

const heads: Record<LoadColumn, [name: string, group: string]> = {
  project: ['Project', ''],
  pipelines: ['Pipelines', 'a day'],
  runs: ['Job runs', 'a day'],
  logins: ['Logins', 'secrets:'],
  reads: ['Reads', 'secrets:'],
  scriptLogins: ['Logins', 'script'],
  scriptReads: ['Reads', 'script'],
  leases: ['Leases', 'both'],
}

export function LoadTable({ load, view }: { load: VaultLoad; view: LoadView }) {
  const last = Math.max(1, Math.ceil(load.rows.length / pageSize))
  const page = Math.min(view.page, last)
  const rows = sortLoadRows(load.rows, view.sort).slice((page - 1) * pageSize, page * pageSize)
  const totals = { project: '', kind: 'plain', delivery: 'secrets', from: 'assumption', ...load } as const
  const cell = 'h-8.5 border-t border-line px-2 text-right tabular-nums last:pr-4'
  return (
    <Card
      flush
      title="By project"
      remark={`${load.rows.length} ${load.rows.length === 1 ? 'project' : 'projects'}, all numbers a day`}
    >
      <div className="thin-scroll overflow-x-auto">
        <table className="w-full min-w-[900px] table-fixed" aria-label="The load by project">
          <colgroup>
            <col />
            <col className="w-36" />
            {loadColumns.slice(1).map((column) => (
              <col key={column} className="w-24" />
            ))}
          </colgroup>
          <thead>
            <tr>
              <SortHead column="project" view={view} />
              <th scope="col" className="px-2 text-left text-sm font-medium text-muted">
                For
              </th>
              {loadColumns.slice(1).map((column) => (
                <SortHead key={column} column={column} view={view} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.project} className="hover:bg-raised">
                <th scope="row" className="h-8.5 border-t border-line px-4 text-left font-normal">
                  <Link
                    href={`/access?${new URLSearchParams({ project: row.project })}`}
                    prefetch={false}
                    className="inline-flex max-w-full rounded-sm font-medium hover:underline"
                  >
                    <MiddleTruncate text={row.project} />
                  </Link>
                </th>
                <td className="h-8.5 border-t border-line px-2">
                  <Tag title={row.from === 'history' ? 'Runs were counted' : 'Runs are assumed'}>
                    {classWords[row.kind]}
                    {row.from === 'history' ? ' · counted' : ''}
                  </Tag>
                </td>
                {loadColumns.slice(1).map((column) => (
                  <td key={column} className={cell}>
                    {loadNumber(Number(cellOf(row, column)))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="font-semibold">
              <th scope="row" className="h-8.5 border-t border-line-strong px-4 text-left font-semibold">
                All projects
              </th>
              <td className="border-t border-line-strong" />
              {loadColumns.slice(1).map((column) => (
                <td key={column} className={classNames(cell, 'border-line-strong')}>
                  {loadNumber(Number(cellOf(totals, column)))}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {last > 1 ? <Pages view={view} page={page} last={last} /> : null}
    </Card>
  )
}

function SortHead({ column, view }: { column: LoadColumn; view: LoadView }) {
  const { sort } = view
  const sorted = sort.column === column
  const descending = sorted ? !sort.descending : column !== 'project'
  const Arrow = sort.descending ? ArrowDown : ArrowUp
  const [name, group] = heads[column]
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
      className={classNames(
        'h-11 px-2 text-sm font-medium text-muted last:pr-4',
        column === 'project' ? 'pl-4 text-left' : 'text-right',
      )}
    >
      <Link
        href={loadAddress({ ...view, sort: { column, descending }, page: 1 })}
        scroll={false}
        className={classNames('inline-flex items-center gap-1 rounded-sm hover:text-text', sorted && 'text-text')}
      >
        {sorted ? <Arrow className="size-3" aria-hidden="true" /> : null}
        <span>
          {name}
          {group === '' ? null : <span className="block text-xs font-normal">{group}</span>}
        </span>
      </Link>
    </th>
  )
}

function Pages({ view, page, last }: { view: LoadView; page: number; last: number }) {
  const step = (to: number, label: string) =>
    to < 1 || to > last ? null : (
      <Link
        href={loadAddress({ ...view, page: to })}
        scroll={false}
        className="rounded-sm underline underline-offset-2"
      >
        {label}
      </Link>
    )
  return (
    <nav aria-label="Pages of the table" className="flex items-center gap-4 border-t border-line px-4 py-2 text-muted">
      <p className="flex-1">
        Page {page} of {last}
      </p>
      {step(page - 1, 'Previous page')}
      {step(page + 1, 'Next page')}
    </nav>
  )
}
