// Ways of starting a pipeline by environments, summed over the projects of a group; each cell leads to its projects.
import type { GroupCell, GroupColumn, GroupMatrix } from '@/lib/core/render/access-group'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { triggerWords } from '../bindings/trigger-words'
import { classNames } from '../ui/class-names'
import { type GroupOpen, groupAddress } from './group-address'
import { MatrixCell } from './matrix-cell'

const words = new Map(triggerWords.map(({ trigger, words: text }) => [trigger, text]))

export function columnName({ label, rest }: Pick<GroupColumn, 'label' | 'rest'>): string {
  return rest ? 'other environments' : (label ?? 'no environment')
}

export function GroupMatrixTable({ matrix, open }: { matrix: GroupMatrix; open: GroupOpen | null }) {
  return (
    <div className="thin-scroll overflow-x-auto px-3 pb-3">
      <table className="w-full border-separate border-spacing-1" aria-label="What each pipeline of the group reads">
        <thead>
          <tr>
            <th scope="col" className="px-1 pb-1 text-left text-sm font-medium text-muted">
              A job started by
            </th>
            {matrix.columns.map((column) => (
              <th
                key={columnName(column)}
                scope="col"
                className="px-1 pb-1 text-center align-bottom text-sm font-medium text-muted"
              >
                <span className={classNames(column.label !== null && 'font-mono', 'block max-w-44 truncate mx-auto')}>
                  {columnName(column)}
                </span>
                <span className="block text-xs font-normal">
                  {column.rest ? 'up to ' : ''}
                  {column.projects.toLocaleString('en')} {column.projects === 1 ? 'project' : 'projects'}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(({ trigger, cells }) => (
            <tr key={trigger}>
              <th scope="row" className="px-1 text-left font-normal whitespace-nowrap first-letter:uppercase">
                {words.get(trigger)}
              </th>
              {matrix.columns.map((column, at) => (
                <td key={columnName(column)} className="p-0">
                  <Cell cell={cells[at]} trigger={trigger} column={column} group={matrix.group} open={open} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type CellProps = {
  cell: GroupCell | undefined
  trigger: Trigger
  column: GroupColumn
  group: string
  open: GroupOpen | null
}

function Cell({ cell, trigger, column, group, open }: CellProps) {
  if (cell === undefined) return null
  const { readable, planned, projects, unwanted } = cell
  const { label, rest } = column
  const current = open?.trigger === trigger && open.column.label === label && open.column.rest === rest
  return (
    <MatrixCell
      href={groupAddress({ group, open: current ? null : { trigger, column: { label, rest } }, page: 1 })}
      open={current}
      readable={readable}
      planned={planned}
      unwanted={unwanted}
      title={
        unwanted > 0
          ? `Should be none: ${unwanted} of production, in ${projects} projects`
          : `${readable} of ${planned} variables that these jobs read, in ${projects} projects`
      }
    />
  )
}
