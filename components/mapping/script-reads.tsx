// Paths that jobs read from Vault by a script today: job, line, and whether the planned role may read them.
import type { ScriptReadRow } from '@/lib/core/render/script-reads'
import { EvidenceLine } from '../inventory/evidence-line'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'
import type { SourceAction } from './env-file-form'
import { SourceButton } from './source-button'

const cell = 'border-t border-line px-2 py-1.5 align-top'

export function ScriptReads({
  rows,
  version,
  add,
  drop,
}: {
  rows: ScriptReadRow[]
  version: number
  /** Null for those who may only look. */
  add: SourceAction | null
  drop: SourceAction | null
}) {
  if (rows.length === 0) {
    return <p className="px-4 pb-4 text-muted">No job of a configuration that was read asks Vault by a script.</p>
  }
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[900px] table-fixed" aria-label="Paths that scripts read">
        <thead>
          <tr className="text-left text-sm text-muted">
            {['Job', 'Path', 'Line', 'Role'].map((name, index) => (
              <th
                key={name}
                scope="col"
                className="h-8.5 px-2 font-medium first:pl-4"
                style={{ width: ['24%', '20%', '34%', '22%'][index] }}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { read, place, role, granted, accepted } = row
            const source = place && { kind: 'vault-path' as const, project: read.project, job: read.job, ...place }
            const action = accepted ? drop : add
            return (
              <tr key={JSON.stringify([read.project, read.job, read.path, read.field])}>
                <td className={`${cell} pl-4`}>
                  <p className="font-medium [overflow-wrap:anywhere]">{read.job}</p>
                  <MiddleTruncate text={read.project} className="text-sm text-muted" />
                </td>
                <td className={`${cell} font-mono text-sm [overflow-wrap:anywhere]`}>
                  {read.path}
                  {read.field === null ? '' : `#${read.field}`}
                </td>
                <td className={cell}>
                  {read.evidence.slice(0, 1).map((evidence) => (
                    <EvidenceLine key={`${evidence.file}:${evidence.line}`} evidence={evidence} />
                  ))}
                </td>
                <td className={cell}>
                  {place === null ? (
                    <p className="text-muted">
                      {read.path.includes('$') ? 'Known only while the job runs' : 'Begins with no declared mount'}
                    </p>
                  ) : role === null ? (
                    <p className="text-muted">The job has no planned role yet: map a variable of it first</p>
                  ) : (
                    <div className="space-y-1.5">
                      <MiddleTruncate text={role} className="font-mono text-sm" />
                      <div className="flex flex-wrap items-center gap-1.5">
                        {granted ? <Tag tint="green">may read it</Tag> : <Tag tint="amber">may not read it</Tag>}
                        {source && action && (accepted || !granted) ? (
                          <SourceButton source={source} version={version} action={action}>
                            {accepted ? 'Take back' : 'Let the role read it'}
                          </SourceButton>
                        ) : null}
                      </div>
                    </div>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
