// A table of the trust model: cells are lines of Markdown.
import type { TrustBlock } from '@/lib/core/render/trust-model-section'
import { InlineMarkdown } from './inline-markdown'

export function TrustTable({ block: { label, head, rows } }: { block: Extract<TrustBlock, { kind: 'table' }> }) {
  return (
    <div className="thin-scroll overflow-x-auto print:overflow-visible">
      <table className="w-full min-w-[640px] [overflow-wrap:anywhere] print:min-w-0" aria-label={label}>
        <thead>
          <tr>
            {head.map((cell) => (
              <th
                key={cell}
                scope="col"
                className="h-8 px-2 text-left text-sm font-medium whitespace-nowrap text-muted first:pl-0"
              >
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')} className="break-inside-avoid">
              {row.map((cell, column) => (
                <td
                  key={head[column]}
                  className="border-t border-line px-2 py-1.5 align-top first:min-w-46 first:pl-0 not-first:min-w-24"
                >
                  <InlineMarkdown text={cell} />
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 ? (
            <tr>
              <td colSpan={head.length} className="border-t border-line py-1.5 text-muted">
                None is declared yet.
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}
