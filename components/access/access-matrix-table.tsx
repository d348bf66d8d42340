// Ways of starting a pipeline by environments: how many variables each reads, a link to the reasons, red where it should be none.
import type { AccessCell, AccessMatrix } from '@/lib/core/render/access-matrix'
import { triggerWords } from '../bindings/trigger-words'
import { type AccessView, accessAddress } from './access-address'
import { MatrixCell } from './matrix-cell'

const words = new Map(triggerWords.map(({ trigger, words: text }) => [trigger, text]))

export function AccessMatrixTable({ matrix, view }: { matrix: AccessMatrix; view: AccessView }) {
  return (
    <div className="thin-scroll overflow-x-auto px-3 pb-3">
      <table className="w-full border-separate border-spacing-1" aria-label="What each pipeline reads">
        <thead>
          <tr>
            <th scope="col" className="px-1 pb-1 text-left text-sm font-medium text-muted">
              A job started by
            </th>
            {matrix.environments.map(({ name, pattern }) => (
              <th key={name ?? ''} scope="col" className="px-1 pb-1 text-center text-sm font-medium text-muted">
                <span className={name === null ? undefined : 'font-mono'}>{pattern ?? name ?? 'no environment'}</span>
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
              {cells.map((cell) => (
                <td key={cell.environment ?? ''} className="p-0">
                  <Cell cell={cell} view={view} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell, view }: { cell: AccessCell; view: AccessView }) {
  const { trigger, environment, readable, planned, unwanted } = cell
  return (
    <MatrixCell
      href={accessAddress({ project: view.project, trigger, ref: null, environment })}
      open={view.trigger === trigger && view.environment === environment}
      readable={readable}
      planned={planned}
      unwanted={unwanted.length}
      title={
        unwanted.length > 0
          ? `Should be none: ${unwanted.join(', ')} of production`
          : `${readable} of ${planned} variables that this environment’s jobs read`
      }
    />
  )
}
