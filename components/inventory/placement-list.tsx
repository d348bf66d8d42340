// Where the variable goes in Vault, for whom, and who decided so.
import { replacementWords } from '@/lib/core/mapping/replacements'
import type { VariableDetail } from '@/lib/core/render/inventory-row'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'
import { targetText } from './target-text'

function decidedText(detail: VariableDetail): string {
  const { decidedBy } = detail
  if (decidedBy.kind === 'rule') return `Decided by rule ${decidedBy.index + 1} of the mapping.`
  if (decidedBy.kind === 'choice') return 'Chosen by hand.'
  if (decidedBy.kind === 'excluded') return 'Excluded by hand: it stays in GitLab.'
  if (decidedBy.kind === 'retire') return 'To be retired: nothing of it goes to Vault.'
  if (decidedBy.kind === 'replace') return `Replaced by ${replacementWords[decidedBy.with]}: the value is not copied.`
  return 'No rule matches it, and nobody chose a place.'
}

const answerTexts = {
  per_environment: 'one path per environment',
  production_only: 'production only',
  shared: 'shared by all environments',
} as const

export function PlacementList({ detail }: { detail: VariableDetail }) {
  const { star } = detail
  return (
    <>
      {detail.placements.length > 0 ? (
        <ul className="mb-1.5 divide-y divide-line rounded-lg border border-line">
          {detail.placements.map((placement) => (
            <li key={`${targetText(placement.target)} ${placement.environment}`} className="px-3 py-2">
              <MiddleTruncate text={targetText(placement.target)} copy="path" className="font-mono text-sm" />
              <p className="mt-1 flex flex-wrap gap-1">
                <Tag>{placement.target.vault}</Tag>
                <Tag>{placement.engine}</Tag>
                <Tag>environment {placement.environment}</Tag>
                {placement.protected ? <Tag tint="green">protected role</Tag> : <Tag>open role</Tag>}
                {placement.file ? <Tag>as file</Tag> : null}
              </p>
            </li>
          ))}
        </ul>
      ) : detail.target ? (
        <MiddleTruncate text={targetText(detail.target)} copy="path" className="mb-1 font-mono text-sm" />
      ) : null}
      <p className="text-muted">
        {decidedText(detail)}
        {star ? ` Scope * is answered: ${answerTexts[star.answer]}` : ''}
        {star?.name ? `, accepted by ${star.name}` : ''}
        {star?.until ? ` until ${star.until}` : ''}
      </p>
    </>
  )
}
