// How far each variable reaches today and after cut-over: people, jobs, refs, and ways to start a pipeline.
import Link from 'next/link'
import type { RadiusSort, RadiusViewRow } from '@/lib/core/render/blast-radius-view'
import { triggersClosed } from '@/lib/core/render/blast-radius-view'
import { whoAddress } from '../access/access-address'
import { triggerWords } from '../bindings/trigger-words'
import { inventoryAddress } from '../inventory/inventory-address'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'
import { JobsChange, PeopleChange, RefsChange } from './change-text'
import { type RadiusView, radiusAddress } from './radius-address'

const columns: { name: string; width: string; sort?: RadiusSort }[] = [
  { name: 'Variable', width: '27%', sort: 'key' },
  { name: 'People', width: '17%', sort: 'people' },
  { name: 'Jobs', width: '15%', sort: 'jobs' },
  { name: 'Refs', width: '22%' },
  { name: 'No longer by', width: 'auto' },
]

export function RadiusTable({ rows, view }: { rows: RadiusViewRow[]; view: RadiusView }) {
  const cell = 'border-t border-line px-2 py-1.5 align-top text-sm'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[940px] table-fixed" aria-label="Blast radius">
        <colgroup>
          {columns.map(({ name, width }) => (
            <col key={name} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ name, sort }) => (
              <th
                key={name}
                scope="col"
                aria-sort={sort === view.sort ? (sort === 'key' ? 'ascending' : 'descending') : undefined}
                className="h-8.5 px-2 text-left text-sm font-medium text-muted first:pl-4"
              >
                <Heading name={name} sort={sort} view={view} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.variableId} className="hover:bg-raised">
              <td className={`${cell} pl-4`}>
                <Link
                  href={inventoryAddress({ filter: `key:${row.key}`, row: row.variableId })}
                  prefetch={false}
                  className="inline-flex max-w-full rounded-sm font-mono font-medium hover:underline"
                >
                  <MiddleTruncate text={row.key} />
                </Link>
                <p className="flex flex-wrap items-center gap-1.5 text-muted">
                  <span className="[overflow-wrap:anywhere]">{row.owner ?? 'Whole instance'}</span>
                  <span className="font-mono text-xs">{row.environmentScope}</span>
                  {row.production ? <Tag tint="accent">production</Tag> : null}
                  {row.protected ? <Tag>protected</Tag> : null}
                </p>
              </td>
              <td className={cell}>
                <PeopleChange {...row} />
              </td>
              <td className={cell}>
                <JobsChange {...row} />
              </td>
              <td className={cell}>
                <RefsChange {...row} />
              </td>
              <td className={`${cell} text-muted`}>
                <Closed row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Heading({ name, sort, view }: { name: string; sort: RadiusSort | undefined; view: RadiusView }) {
  if (sort === undefined) return name
  return (
    <Link
      href={radiusAddress({ ...view, sort, page: 1 })}
      scroll={false}
      className="rounded-sm hover:text-text aria-[current=true]:text-text"
      aria-current={view.sort === sort ? 'true' : undefined}
    >
      {name}
      {view.sort === sort ? <span aria-hidden="true"> {sort === 'key' ? '↑' : '↓'}</span> : null}
    </Link>
  )
}

function Closed({ row }: { row: RadiusViewRow }) {
  const closed = triggersClosed(row)
  const words = triggerWords.filter(({ trigger }) => closed.includes(trigger)).map((one) => one.words)
  return (
    <p>
      {words.length === 0 ? 'the same ways as today' : words.join(', ')}{' '}
      <Link
        href={whoAddress(row.variableId)}
        prefetch={false}
        className="rounded-sm whitespace-nowrap text-text underline decoration-line-strong underline-offset-2 hover:decoration-current"
      >
        who can read it
      </Link>
    </p>
  )
}
