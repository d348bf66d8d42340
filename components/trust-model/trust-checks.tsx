// Check by check in Vault's order: what it wants, and what the two jobs have.
import type { TrustBlock, TrustCheck } from '@/lib/core/render/trust-model-section'
import { LineLink } from '../access/reason-link'
import { classNames } from '../ui/class-names'
import { InlineMarkdown } from './inline-markdown'

const cell = 'border-t border-line px-2 py-1.5 align-top text-sm [overflow-wrap:anywhere]'

export function TrustChecks({ block }: { block: Extract<TrustBlock, { kind: 'checks' }> }) {
  return (
    <div className="thin-scroll overflow-x-auto print:overflow-visible">
      <table className="w-full min-w-[700px] table-fixed print:min-w-0" aria-label={block.label}>
        <colgroup>
          <col className="w-9" />
          <col className="w-[22%]" />
          <col className="w-[26%]" />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr className="text-left text-sm text-muted">
            {['#', 'Check', 'Vault wants', block.asked, block.beside].map((name) => (
              <th key={name} scope="col" className="h-8.5 px-2 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.checks.map((check, at) => (
            <tr key={check.name} className="break-inside-avoid">
              <td className={classNames(cell, 'text-muted tabular-nums')}>{at + 1}</td>
              <th scope="row" className={classNames(cell, 'text-left font-normal')}>
                <LineLink at={check.at}>
                  <InlineMarkdown text={check.name} />
                </LineLink>
              </th>
              <td className={cell}>
                <InlineMarkdown text={check.want} />
              </td>
              <Side {...check.asked} />
              <Side {...check.beside} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Side({ got, holds }: TrustCheck['asked']) {
  return (
    <td className={classNames(cell, !holds && 'bg-red-soft')}>
      <span className="flex gap-1.5">
        <span aria-hidden="true" className={classNames('font-semibold', holds ? 'text-green' : 'text-red')}>
          {holds ? '✓' : '✕'}
        </span>
        <span className="sr-only">{holds ? 'holds' : 'fails'}: </span>
        <span className="min-w-0">
          <InlineMarkdown text={got} />
        </span>
      </span>
    </td>
  )
}
