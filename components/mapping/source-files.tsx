// The `.env` files that were added: each name with its line and where it goes.
import type { PlacedSource } from '@/lib/core/mapping/place-sources'
import { targetText } from '../inventory/target-text'
import { MiddleTruncate } from '../ui/middle-truncate'
import { problemWords } from '../ui/problem-words'
import { Tag } from '../ui/tag'
import type { SourceAction } from './env-file-form'
import { SourceButton } from './source-button'

export function SourceFiles({
  files,
  version,
  drop,
}: {
  files: PlacedSource[]
  version: number
  /** Null for those who may only look. */
  drop: SourceAction | null
}) {
  if (files.length === 0) return <p className="px-4 pb-4 text-muted">No file was added yet.</p>
  return files.map(({ keys, projectKnown, ...source }) => (
    <section key={JSON.stringify([source.project, source.file, source.scope])} className="border-t border-line">
      <div className="flex items-center gap-3 px-4 py-2">
        <h3 className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">
          <span className="font-mono text-sm">{source.file}</span> of {source.project}, scope{' '}
          <span className="font-mono text-sm">{source.scope}</span>
        </h3>
        {projectKnown ? null : <Tag tint="amber">project not scanned</Tag>}
        {drop ? (
          <SourceButton
            source={{ ...source, keys: keys.map(({ key, line, shape }) => ({ key, line, shape })) }}
            version={version}
            action={drop}
          >
            Remove
          </SourceButton>
        ) : null}
      </div>
      <table className="w-full table-fixed" aria-label={`Names of ${source.file} of ${source.project}`}>
        <thead>
          <tr className="text-left text-sm text-muted">
            <th scope="col" className="h-8 w-[32%] px-4 font-medium">
              Name
            </th>
            <th scope="col" className="w-[12%] px-2 font-medium">
              Line
            </th>
            <th scope="col" className="px-2 font-medium">
              Goes to
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((one) => (
            <tr key={one.key}>
              <td className="h-8.5 border-t border-line px-4">
                <MiddleTruncate text={one.key} className="font-mono text-sm font-medium" />
              </td>
              <td className="border-t border-line px-2 tabular-nums text-muted">{one.line}</td>
              <td className="border-t border-line px-2">
                <span className="flex min-w-0 items-center gap-1.5">
                  {one.target ? (
                    <MiddleTruncate text={targetText(one.target)} className="font-mono text-sm" />
                  ) : (
                    <span className="text-muted">
                      {one.decidedBy.kind === 'nothing' ? 'No rule matches it' : 'It does not move'}
                    </span>
                  )}
                  {one.problems.map(({ code }) => (
                    <Tag key={code} tint="red">
                      {problemWords(code)}
                    </Tag>
                  ))}
                  {one.alsoInGitlab ? <Tag tint="amber">GitLab has it too</Tag> : null}
                  {one.shape.map((shape) => (
                    <Tag key={shape}>{shape}</Tag>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ))
}
