// The projects behind one cell of a group's matrix, worst first, each with a link to its own reasons.
import Link from 'next/link'
import type { GroupCellRow } from '@/lib/core/render/access-group'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { BreakableText } from '../ui/breakable-text'
import { TableHead } from '../ui/table-head'
import { Tag } from '../ui/tag'
import { accessAddress } from './access-address'

const columns = [
  { name: 'Project', width: '46%' },
  { name: 'Environment', width: '20%' },
  { name: 'Can read', width: '110px', numeric: true },
  { name: 'Should be none' },
]

export function GroupCellRows({ rows, trigger }: { rows: GroupCellRow[]; trigger: Trigger }) {
  const cell = 'border-t border-line px-2 py-1.5 align-top'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[640px] table-fixed" aria-label="Projects of this cell">
        <TableHead columns={columns} />
        <tbody>
          {rows.map(({ project, environment, readable, planned, unwanted }) => (
            <tr key={`${project} ${environment}`} className="hover:bg-raised">
              <td className={`${cell} pl-4 font-medium [overflow-wrap:anywhere]`}>
                <Link
                  href={accessAddress({ project, trigger, ref: null, environment })}
                  prefetch={false}
                  className="rounded-sm hover:underline"
                >
                  <BreakableText text={project} />
                </Link>
              </td>
              <td className={`${cell} font-mono text-sm [overflow-wrap:anywhere]`}>{environment ?? '–'}</td>
              <td className={`${cell} text-right tabular-nums`}>
                {readable.toLocaleString('en')} of {planned.toLocaleString('en')}
              </td>
              <td className={`${cell} text-sm [overflow-wrap:anywhere]`}>
                {unwanted.length === 0 ? (
                  <span className="text-muted">–</span>
                ) : (
                  <>
                    <Tag tint="red">{unwanted.length}</Tag> <span className="font-mono">{unwanted.join(', ')}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
