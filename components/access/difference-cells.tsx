// Each kind of job that a changed role gives something or takes something from.
import Link from 'next/link'
import type { DifferenceCell } from '@/lib/core/render/access-difference'
import { triggerWords } from '../bindings/trigger-words'
import { classNames } from '../ui/class-names'
import { TableHead } from '../ui/table-head'
import { accessAddress } from './access-address'

const words = new Map(triggerWords.map(({ trigger, words: text }) => [trigger, text]))

const columns = [
  { name: 'A job started by', width: '27%' },
  { name: 'Branch or tag', width: '20%' },
  { name: 'Environment', width: '18%' },
  { name: 'Reads' },
]

export function DifferenceCells({ cells }: { cells: DifferenceCell[] }) {
  const cell = 'border-t border-line px-2 py-1.5 align-top text-sm [overflow-wrap:anywhere]'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[620px] table-fixed" aria-label="Jobs that change">
        <TableHead columns={columns} />
        <tbody>
          {cells.map(({ project, trigger, ref, refProtected, environment, gains, losses, unwanted }) => (
            <tr key={JSON.stringify([project, trigger, ref, refProtected, environment])} className="hover:bg-raised">
              <td className={`${cell} pl-4`}>
                <Link
                  href={accessAddress({ project, trigger, ref, environment })}
                  prefetch={false}
                  className="rounded-sm hover:underline"
                >
                  {words.get(trigger)}
                </Link>
                <span className="block text-muted">{project}</span>
              </td>
              <td className={cell}>
                <span className="font-mono">{ref}</span>
                <span className="block text-muted">{refProtected ? 'protected' : 'not protected'}</span>
              </td>
              <td className={cell}>
                {environment === null ? (
                  <span className="text-muted">none</span>
                ) : (
                  <span className="font-mono">{environment}</span>
                )}
              </td>
              <td className={cell}>
                {gains.length > 0 ? (
                  <p className={classNames(unwanted.length > 0 && 'font-semibold text-red')}>
                    <span className="sr-only">gains</span>
                    <span aria-hidden="true">+</span> <span className="font-mono">{gains.join(', ')}</span>
                  </p>
                ) : null}
                {losses.length > 0 ? (
                  <p className="text-muted">
                    <span className="sr-only">loses</span>
                    <span aria-hidden="true">−</span> <span className="font-mono">{losses.join(', ')}</span>
                  </p>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
