// Ways of starting a pipeline by environments: how many variables each reads, a link to the reasons, red where it should be none.
import Link from 'next/link'
import type { AccessCell, AccessMatrix } from '@/lib/core/render/access-matrix'
import { triggerWords } from '../bindings/trigger-words'
import { classNames } from '../ui/class-names'
import { type AccessView, accessAddress } from './access-address'

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
  const open = view.trigger === trigger && view.environment === environment
  const bad = unwanted.length > 0
  const count = bad ? Math.max(readable, unwanted.length) : readable
  const label = count === 0 ? 'none' : `${count} of ${Math.max(planned, count)}`
  const title = bad
    ? `Should be none: ${unwanted.join(', ')} of production`
    : `${readable} of ${planned} variables that this environment’s jobs read`
  return (
    <Link
      href={accessAddress({ project: view.project, trigger, ref: null, environment })}
      scroll={false}
      prefetch={false}
      title={title}
      aria-current={open ? 'true' : undefined}
      className={classNames(
        'flex h-7 min-w-14 items-center justify-center gap-1 rounded-md border px-2 text-sm whitespace-nowrap',
        bad && 'border-red bg-red-soft font-semibold text-red',
        !bad && count > 0 && 'border-transparent bg-accent-soft font-semibold text-accent-text',
        !bad && count === 0 && 'border-transparent bg-raised text-muted',
        open && 'outline-2 outline-accent',
      )}
    >
      {label}
      <span className="sr-only">{bad ? 'variables, which should be none' : 'variables'}</span>
    </Link>
  )
}
