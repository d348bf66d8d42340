// Who reaches a path: project, environment, ways of starting a pipeline, and the policy line that grants it.
import Link from 'next/link'
import type { AccessReach } from '@/lib/core/render/access-reach'
import { TriggerMatrix } from '../bindings/trigger-matrix'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'
import { accessAddress } from './access-address'
import { LineLink } from './reason-link'

const columns = [
  { name: 'Project', width: '21%' },
  { name: 'Environment', width: '15%' },
  { name: 'A job started by', width: '206px' },
  { name: 'Vault path', width: '24%' },
  { name: 'By role and policy', width: 'auto' },
]

export function ReachTable({ rows }: { rows: AccessReach[] }) {
  const cell = 'border-t border-line px-2 py-1.5 align-top'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[940px] table-fixed" aria-label="Who can read this">
        <colgroup>
          {columns.map(({ name, width }) => (
            <col key={name} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className="h-8.5 px-2 text-left text-sm font-medium text-muted first:pl-4">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { project, environment, triggers, vault, path, grant, production, unwanted, foreign } = row
            const trigger = unwanted[0] ?? triggers[0] ?? 'merge-request'
            return (
              <tr key={JSON.stringify([project, environment, vault, path, grant.role])} className="hover:bg-raised">
                <td className={`${cell} pl-4 font-medium`}>
                  <Link
                    href={accessAddress({ project, trigger, ref: null, environment })}
                    prefetch={false}
                    className="flex rounded-sm hover:underline"
                  >
                    <MiddleTruncate text={project} />
                  </Link>
                </td>
                <td className={cell}>
                  {environment === null ? (
                    <span className="text-muted">no environment</span>
                  ) : (
                    <MiddleTruncate text={environment} className="font-mono text-sm" />
                  )}
                </td>
                <td className={cell}>
                  <TriggerMatrix qualifies={triggers} production={production} />
                </td>
                <td className={`${cell} font-mono text-sm text-muted`}>
                  <MiddleTruncate text={path} copy="path" />
                </td>
                <td className={`${cell} text-sm [overflow-wrap:anywhere]`}>
                  <span className="font-mono">{grant.role}</span>
                  <span className="text-muted">, policy </span>
                  <LineLink at={grant.at}>
                    <span className="font-mono">
                      {grant.policy}
                      {grant.at === null || grant.at.line === null ? '' : `:${grant.at.line}`}
                    </span>
                  </LineLink>{' '}
                  {foreign ? <Tag tint="amber">by naming the role</Tag> : null}{' '}
                  {unwanted.length > 0 ? <Tag tint="red">merge requests</Tag> : null}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
