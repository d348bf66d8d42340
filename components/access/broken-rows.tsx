// The rows that break an assertion: project, pipelines, path, and the policy line that grants it.
import Link from 'next/link'
import type { BrokenRow } from '@/lib/core/render/access-assertion'
import { variableLabel } from '@/lib/core/render/variable-label'
import { triggers as order } from '@/lib/core/trust/claims-of'
import { triggerWords } from '../bindings/trigger-words'
import { BreakableText } from '../ui/breakable-text'
import { accessAddress } from './access-address'
import { LineLink } from './reason-link'

const words = new Map(triggerWords.map(({ trigger, words: text }) => [trigger, text]))

export function BrokenRows({ rows, title }: { rows: BrokenRow[]; title: string }) {
  const cell = 'border-t border-line px-2 py-1.5 align-top text-sm [overflow-wrap:anywhere]'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[620px] table-fixed" aria-label={title}>
        <colgroup>
          {['24%', '22%', '28%', 'auto'].map((width) => (
            <col key={width} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {['Project', 'A job started by', 'Vault path', 'By role and policy'].map((name) => (
              <th key={name} scope="col" className="h-8.5 px-2 text-left text-sm font-medium text-muted first:pl-4">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ project, vault, path, triggers, environments, grant, variableIds }) => {
            const started = order.filter((one) => triggers.includes(one))
            const environment = environments[0] ?? null
            const view = { project, trigger: started[0] ?? 'merge-request', ref: null, environment } as const
            return (
              <tr key={JSON.stringify([project, vault, path, grant.role])} className="hover:bg-raised">
                <td className={`${cell} pl-4`}>
                  <Link href={accessAddress(view)} prefetch={false} className="rounded-sm font-medium hover:underline">
                    {project}
                  </Link>
                </td>
                <td className={cell}>
                  {started.map((one) => words.get(one) ?? one).join(', ')}
                  <span className="block text-muted">
                    {environments.map((one) => one ?? 'no environment').join(', ')}
                  </span>
                </td>
                <td className={cell}>
                  <span className="font-mono">
                    <BreakableText text={path} />
                  </span>
                  <span className="block text-muted">{variableIds.map(variableLabel).join('; ')}</span>
                </td>
                <td className={cell}>
                  <span className="font-mono">{grant.role}</span>
                  <span className="text-muted">, policy </span>
                  <LineLink at={grant.at}>
                    <span className="font-mono">
                      {grant.policy}
                      {grant.at === null || grant.at.line === null ? '' : `:${grant.at.line}`}
                    </span>
                  </LineLink>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
