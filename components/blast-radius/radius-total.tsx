// Everybody who could use some production variable, today and after cut-over, in one line.
import type { BlastRadius } from '@/lib/core/render/blast-radius'
import { leastText } from '@/lib/core/render/blast-radius-view'
import { ChangeText } from './change-text'

export function RadiusTotal({ production }: { production: BlastRadius['production'] }) {
  const { today, after, variables } = production
  const unknown = new Set([...today.unknown, ...after.unknown]).size
  return (
    <div>
      <p className="text-xl">
        <ChangeText
          today={leastText(today.people, today.unknown.length)}
          after={leastText(after.people, after.unknown.length)}
          shrinks={after.unknown.length === 0 && after.people < today.people}
        />
      </p>
      <p className="mt-1 text-muted">
        people could use {variables === 1 ? 'the one' : `some of ${variables.toLocaleString('en')}`} production{' '}
        {variables === 1 ? 'variable' : 'variables'}
        {unknown > 0 ? `; who may push is not fully known in ${unknown} ${unknown === 1 ? 'project' : 'projects'}` : ''}
      </p>
    </div>
  )
}
