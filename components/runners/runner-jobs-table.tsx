// Jobs whose runner is old, missing or not known, with what fails there and the way to their variables.
import Link from 'next/link'
import type { RunnerJobRow } from '@/lib/core/inventory/runner-overview'
import { inventoryAddress } from '../inventory/inventory-address'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag, type Tint } from '../ui/tag'

const cell = 'border-t border-line px-2 py-1.5 align-top'
const head = 'h-8.5 px-2 text-left font-medium'

const looks: Record<RunnerJobRow['state'], { tint: Tint; text: string }> = {
  old: { tint: 'red', text: 'only old runners' },
  none: { tint: 'red', text: 'no runner' },
  sometimes: { tint: 'amber', text: 'old among others' },
  unknown: { tint: 'neutral', text: 'not known' },
}

export function RunnerJobsTable({ rows }: { rows: RunnerJobRow[] }) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[1000px] table-fixed" aria-label="Jobs and their runners">
        <colgroup>
          <col className="w-64" />
          <col className="w-52" />
          <col className="w-44" />
          <col className="w-36" />
          <col />
          <col className="w-24" />
        </colgroup>
        <thead>
          <tr className="text-sm text-muted">
            <th scope="col" className={`${head} pl-4`}>
              Project
            </th>
            <th scope="col" className={head}>
              Job
            </th>
            <th scope="col" className={head}>
              Tags
            </th>
            <th scope="col" className={head}>
              Runner
            </th>
            <th scope="col" className={head}>
              Why, and what fails
            </th>
            <th scope="col" className={`${head} pr-4 text-right`}>
              Variables
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.project} ${row.job}`} className="hover:bg-raised">
              <th scope="row" className={`${cell} pl-4 text-left font-normal`}>
                <MiddleTruncate text={row.project} />
              </th>
              <td className={cell}>
                <MiddleTruncate text={row.job} className="font-mono text-sm" />
                {row.definedIn ? (
                  <MiddleTruncate
                    text={`${row.definedIn.file}:${row.definedIn.line}`}
                    className="font-mono text-xs text-muted"
                  />
                ) : null}
              </td>
              <td className={cell}>
                <span className="flex flex-wrap gap-1">
                  {row.tags === null ? <Tag tint="amber">from variables</Tag> : null}
                  {row.tags?.length === 0 ? <span className="text-faint">none</span> : null}
                  {row.tags?.map((tag) => (
                    <Tag key={tag}>{tag}</Tag>
                  ))}
                </span>
              </td>
              <td className={cell}>
                <Tag tint={looks[row.state].tint}>{looks[row.state].text}</Tag>
              </td>
              <td className={`${cell} text-sm [overflow-wrap:anywhere] text-muted`}>{row.detail}</td>
              <td className={`${cell} pr-4 text-right tabular-nums`}>
                {row.keys === 0 ? (
                  <span className="text-faint">0</span>
                ) : (
                  <Link
                    href={inventoryAddress({ filter: `project:${row.project} used:yes` })}
                    prefetch={false}
                    className="inline-flex min-h-6 min-w-6 items-center justify-end rounded-sm underline underline-offset-2"
                    title="Names so many; the link shows the used variables of the project"
                  >
                    {row.keys}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
