// The plan against what is live: thing by thing, field by field, with the line that wants it.
import { Fragment } from 'react'
import type { DriftItem } from '@/lib/core/render/drift-item'
import { LineLink } from '../access/reason-link'
import { BreakableText } from '../ui/breakable-text'
import { MiddleTruncate } from '../ui/middle-truncate'
import { TableHead } from '../ui/table-head'
import { Tag } from '../ui/tag'
import type { DriftRow } from './drift-rows'
import { kindWords, statusWords, unknownText } from './drift-words'
import { ValueCell } from './value-cell'

const columns = [
  { name: 'Thing', width: '28%' },
  { name: 'State', width: '112px' },
  { name: 'Field', width: '23%' },
  { name: 'Planned', width: '22%' },
  { name: 'Live', width: '26%' },
]
const cell = 'border-t border-line px-2 py-1.5 align-top'

export function DriftTable({ rows, vaults }: { rows: DriftRow[]; vaults: number }) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[940px] table-fixed" aria-label="Vault against the plan">
        <TableHead columns={columns} />
        <tbody>
          {rows.map((row, index) => {
            const { item, field } = row
            const key = `${item.vault} ${item.kind} ${item.name} ${field?.field ?? ''}`
            const last = rows[index + 1]?.item !== item
            return (
              <Fragment key={key}>
                <tr className="hover:bg-raised">
                  <td className={`${cell} pl-4`}>
                    {row.first || index === 0 ? (
                      <Thing item={item} vaults={vaults} />
                    ) : (
                      <span className="sr-only">{item.name}</span>
                    )}
                  </td>
                  <td className={cell}>
                    {row.first || index === 0 ? (
                      <Tag tint={statusWords[item.status].tint}>{statusWords[item.status].name}</Tag>
                    ) : null}
                  </td>
                  {field === null ? (
                    <Whole item={item} />
                  ) : (
                    <>
                      <td className={`${cell} font-mono text-sm [overflow-wrap:anywhere]`}>
                        <LineLink at={field.at ?? item.at}>{field.field}</LineLink>
                      </td>
                      <td className={cell}>
                        <ValueCell value={field.want} field={field.field} />
                      </td>
                      <td className={cell}>
                        <ValueCell value={field.got} field={field.field} />
                      </td>
                    </>
                  )}
                </tr>
                {last && item.texts ? <Texts texts={item.texts} /> : null}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Thing({ item, vaults }: { item: DriftItem; vaults: number }) {
  const project = item.project ?? (item.kind === 'role' || item.kind === 'policy' ? null : undefined)
  return (
    <div className="min-w-0">
      <div className="flex min-w-0 items-baseline gap-1.5">
        <span className="shrink-0 text-sm text-muted">{kindWords[item.kind].one}</span>
        <span className="min-w-0 font-mono text-sm font-medium [overflow-wrap:anywhere]">
          <LineLink at={item.at}>
            <BreakableText text={item.name} />
          </LineLink>
        </span>
      </div>
      <div className="flex gap-2 text-sm text-muted">
        {project ? <MiddleTruncate text={project} /> : null}
        {vaults > 1 ? <span className="shrink-0">vault {item.vault}</span> : null}
      </div>
    </div>
  )
}

/** What is missing, not planned, unknown or as planned has no single field. */
function Whole({ item }: { item: DriftItem }) {
  if (item.status === 'unknown' || item.status === 'same') {
    return (
      <td className={`${cell} text-muted`} colSpan={3}>
        {item.status === 'same' ? 'All of it is as planned.' : unknownText(item)}
      </td>
    )
  }
  return (
    <>
      <td className={`${cell} text-muted`}>all of it</td>
      <td className={cell}>
        <ValueCell value={item.want} field={null} />
      </td>
      <td className={cell}>
        <ValueCell value={item.got} field={null} />
      </td>
    </>
  )
}

/** Both texts of a policy side by side. */
function Texts({ texts }: { texts: NonNullable<DriftItem['texts']> }) {
  const side = (title: string, text: string) => (
    <div className="min-w-0">
      <p className="text-sm text-muted">{title}</p>
      <pre className="rounded-md border border-line bg-raised p-2 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
    </div>
  )
  return (
    <tr>
      <td colSpan={columns.length} className="px-2 pb-2 pl-4">
        <details>
          <summary className="w-fit cursor-pointer rounded-sm text-sm text-muted hover:text-text">
            Both texts, side by side
          </summary>
          <div className="mt-1 grid grid-cols-2 gap-3">
            {side('Planned', texts.want)}
            {side('Live', texts.got)}
          </div>
        </details>
      </td>
    </tr>
  )
}
