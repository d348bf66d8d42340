// What is wanted or found, in a cell: long ones cut, with all of it on hover.
import type { DriftValue } from '@/lib/core/render/drift-item'
import { BreakableText } from '../ui/breakable-text'
import { classNames } from '../ui/class-names'
import { valueText } from './drift-words'

const longest = 160

export function ValueCell({ value, field }: { value: DriftValue; field: string | null }) {
  const text = valueText(value, field)
  if (value === null) return <span className="text-faint">{text}</span>
  return (
    <span
      className={classNames('font-mono text-sm [overflow-wrap:anywhere]', field === null && 'line-clamp-3')}
      title={text.length > longest || field === null ? text : undefined}
    >
      <BreakableText text={text.length > longest ? `${text.slice(0, longest)}…` : text} />
    </span>
  )
}
