// Who reaches a path: project, environment, ways of starting a pipeline, and the policy line that grants it.
import Link from 'next/link'
import type { AccessReach } from '@/lib/core/render/access-reach'
import { TriggerMatrix } from '../bindings/trigger-matrix'
import { BreakableText } from '../ui/breakable-text'
import { MiddleTruncate } from '../ui/middle-truncate'
import { TableHead } from '../ui/table-head'
import { Tag } from '../ui/tag'
import { accessAddress } from './access-address'
import { LineLink } from './reason-link'

const columns = [
  { name: 'Project', width: '19%' },
  { name: 'Environment', width: '20%' },
  { name: 'A job started by', width: '206px' },
  { name: 'Vault path', width: '22%' },
  { name: 'By role and policy', width: 'auto' },
]

export function ReachTable({ rows }: { rows: AccessReach[] }) {
  const cell = 'border-t border-line px-2 py-1.5 align-top'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[940px] table-fixed" aria-label="Who can read this">
        <TableHead columns={columns} />
        <tbody>
          {rows.map((row) => {
            const { project, environments, triggers, vault, path, grant, production, unwanted } = row
            const environment = environments[0]?.name ?? null
            const trigger = unwanted[0] ?? triggers[0] ?? 'merge-request'
            return (
              <tr key={JSON.stringify([project, vault, path, grant.role, triggers])} className="hover:bg-raised">
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
                  <Environments environments={environments} />
                </td>
                <td className={cell}>
                  <TriggerMatrix qualifies={triggers} production={production} />
                </td>
                <td className={`${cell} font-mono text-sm text-muted`}>
                  <MiddleTruncate text={path} copy="path" />
                </td>
                <td className={`${cell} text-sm [overflow-wrap:anywhere]`}>
                  <span className="font-mono">
                    <BreakableText text={grant.role} />
                  </span>
                  <span className="text-muted">, policy </span>
                  <LineLink at={grant.at}>
                    <span className="font-mono">
                      {grant.policy}
                      {grant.at === null || grant.at.line === null ? '' : `:${grant.at.line}`}
                    </span>
                  </LineLink>{' '}
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

function Environments({ environments }: Pick<AccessReach, 'environments'>) {
  const label = (name: string | null) => name ?? 'no environment'
  const own = environments.filter(({ foreign }) => !foreign)
  const foreign = environments.filter((one) => one.foreign)
  return (
    <>
      {own.length > 0 ? (
        <p className="[overflow-wrap:anywhere]">{own.map(({ name }) => label(name)).join(', ')}</p>
      ) : null}
      {foreign.length > 0 ? (
        <p className="text-sm text-muted [overflow-wrap:anywhere]">
          by naming the role: {foreign.map(({ name }) => label(name)).join(', ')}
        </p>
      ) : null}
    </>
  )
}
