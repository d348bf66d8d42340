// What the last check of a Vault found, one line for each question, with its weight as a shape.
import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import type { CheckFact } from '@/lib/core/trust/vault-check-words'

const looks = {
  good: { icon: CircleCheck, tint: 'text-green', word: 'fine' },
  warning: { icon: TriangleAlert, tint: 'text-amber', word: 'to look at' },
  problem: { icon: CircleAlert, tint: 'text-red', word: 'wrong' },
  unknown: { icon: CircleHelp, tint: 'text-muted', word: 'unknown' },
} as const

export function VaultFacts({ facts }: { facts: CheckFact[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 max-[1100px]:grid-cols-1">
      {facts.map(({ name, text, state }) => {
        const { icon: Icon, tint, word } = looks[state]
        return (
          <div key={name} className="flex gap-3 py-1">
            <dt className="w-28 shrink-0 text-muted">{name}</dt>
            <dd className="flex min-w-0 flex-1 items-start gap-1.5 [overflow-wrap:anywhere]">
              <Icon className={`mt-0.5 size-3.5 shrink-0 ${tint}`} aria-label={word} role="img" />
              {text}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
