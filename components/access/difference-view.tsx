// What a changed role would give and take: variables, then each kind of job; or the words in which Vault refuses it.
import { Equal, GitCompareArrows } from 'lucide-react'
import type { DifferenceVariable } from '@/lib/core/render/access-difference'
import type { DifferenceAnswer } from '@/lib/core/render/access-task'
import { assertionSentence } from '@/lib/core/render/assertion-words'
import { BreakableText } from '../ui/breakable-text'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { TableHead } from '../ui/table-head'
import { Tag } from '../ui/tag'
import { DifferenceCells } from './difference-cells'

const columns = [
  { name: 'Variable and Vault path' },
  { name: 'More jobs', width: '9rem' },
  { name: 'Fewer jobs', width: '9rem' },
]

export function DifferenceView({ answer, changed }: { answer: DifferenceAnswer; changed: boolean }) {
  const { errors, cells, variables, logins, total, broken } = answer
  if (errors.length > 0) {
    return (
      <Notice weight="problem" live title="Vault would refuse to write this role, so everything stays as it is">
        {errors.map((text) => (
          <p key={text} className="font-mono text-sm whitespace-pre-wrap">
            {text}
          </p>
        ))}
      </Notice>
    )
  }
  const unwanted = new Set(cells.flatMap((cell) => cell.unwanted))
  return (
    <div className="space-y-3">
      {unwanted.size > 0 ? (
        <Notice weight="problem" live title="Merge requests would read what production reads">
          {[...unwanted].sort().join(', ')}
        </Notice>
      ) : null}
      {broken.map(({ assertion, rows }) => (
        <Notice key={assertion.id} weight="problem" title={`It would break: ${assertionSentence(assertion)}`}>
          {rows.length} {rows.length === 1 ? 'row' : 'rows'}, the first in {rows[0]?.project}.
        </Notice>
      ))}
      {total === 0 ? (
        <Card flush>
          <EmptyState
            icon={changed ? Equal : GitCompareArrows}
            title={changed ? 'No job reads more or less' : 'Nothing is changed yet'}
          >
            {changed
              ? loginWords(logins.before, logins.after)
              : 'Drop a claim, allow a ref or list a policy: what changes for which jobs stands here. Nothing is saved.'}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card flush title="Variables" remark={loginWords(logins.before, logins.after)}>
            <Variables variables={variables} />
          </Card>
          <Card
            flush
            title="Jobs"
            remark={
              total > cells.length
                ? `the first ${cells.length} of ${total.toLocaleString('en')} kinds`
                : `${total.toLocaleString('en')} ${total === 1 ? 'kind' : 'kinds'}`
            }
          >
            <DifferenceCells cells={cells} />
          </Card>
        </>
      )}
    </div>
  )
}

function loginWords(before: number, after: number): string {
  const kinds = `${after.toLocaleString('en')} ${after === 1 ? 'kind' : 'kinds'} of jobs`
  return before === after ? `The role lets ${kinds} in, as before.` : `The role lets ${kinds} in, ${before} before.`
}

function Variables({ variables }: { variables: DifferenceVariable[] }) {
  const cell = 'border-t border-line px-2 py-1.5 align-top'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[520px] table-fixed" aria-label="Variables that change">
        <TableHead columns={columns} />
        <tbody>
          {variables.map(({ variableId, key, path, production, gained, lost }) => (
            <tr key={`${variableId} ${path}`}>
              <td className={`${cell} pl-4 font-mono text-sm [overflow-wrap:anywhere]`}>
                <span className="font-medium">{key}</span> {production ? <Tag tint="amber">production</Tag> : null}
                <span className="block text-muted">
                  <BreakableText text={path} />
                </span>
              </td>
              <td className={cell}>{gained === 0 ? <None /> : <Tag tint="amber">+ {gained} kinds</Tag>}</td>
              <td className={cell}>{lost === 0 ? <None /> : <Tag tint="blue">− {lost} kinds</Tag>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function None() {
  return <span className="text-muted">–</span>
}
