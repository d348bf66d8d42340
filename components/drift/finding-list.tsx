// Findings about GitLab or of the lint: what it is about, in words, and what was wanted and found where that says more.
import type { DriftFinding } from '@/lib/core/render/drift-finding'
import { LineLink } from '../access/reason-link'
import { BreakableText } from '../ui/breakable-text'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag, type Tint } from '../ui/tag'
import { codeWords } from './drift-words'
import { ValueCell } from './value-cell'

export type ListedFinding = DriftFinding & { advice?: string; lets?: string }

const cell = 'border-t border-line px-2 py-1.5 align-top'

export function FindingList({ findings, title, tint }: { findings: ListedFinding[]; title: string; tint: Tint }) {
  const head = ['About', 'What', 'Why it matters', 'Field', 'Planned', 'Now']
  const lint = findings.some(({ advice }) => advice !== undefined)
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[940px] table-fixed" aria-label={title}>
        <colgroup>
          {(lint ? ['23%', '190px', '37%', '18%', '22%'] : ['22%', '176px', '30%', '16%', '14%', '18%']).map(
            (width, at) => (
              <col key={head[at]} style={{ width }} />
            ),
          )}
        </colgroup>
        <thead>
          <tr>
            {(lint ? ['Role', 'What', 'Why it matters', 'Field', 'It lets in'] : head).map((name) => (
              <th key={name} scope="col" className="h-8.5 px-2 text-left text-sm font-medium text-muted first:pl-4">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <tr
              key={`${finding.vault} ${finding.code} ${finding.name} ${finding.field} ${JSON.stringify(finding.want)}`}
              className="hover:bg-raised"
            >
              <td className={`${cell} pl-4`}>
                <span className="text-sm text-muted">{finding.kind} </span>
                <span className="font-medium [overflow-wrap:anywhere]">{finding.name}</span>
                {finding.project && finding.project !== finding.name ? (
                  <MiddleTruncate text={finding.project} className="text-sm text-muted" />
                ) : null}
              </td>
              <td className={cell}>
                <Tag tint={tint}>{codeWords(finding.code)}</Tag>
              </td>
              <td className={cell}>
                {finding.text}.
                {finding.advice ? <span className="block text-sm text-muted">{finding.advice}.</span> : null}
              </td>
              <td className={`${cell} font-mono text-sm [overflow-wrap:anywhere]`}>
                {finding.field === null ? null : (
                  <LineLink at={finding.at}>
                    <BreakableText text={finding.field} />
                  </LineLink>
                )}
              </td>
              {lint ? (
                <td className={`${cell} text-sm`}>{finding.lets}</td>
              ) : (
                <>
                  <td className={cell}>
                    <ValueCell value={finding.want} field={finding.field} />
                  </td>
                  <td className={cell}>
                    <ValueCell value={finding.got} field={finding.field} />
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
