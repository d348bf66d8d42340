// How a connection to a Vault stands: a shape and a word, readable without colour.
import { CircleCheck, CircleDashed, CircleDot, CircleHelp } from 'lucide-react'
import type { connectionState } from '@/lib/core/trust/vault-check-words'
import { Tag } from '../ui/tag'

const looks = {
  connected: { icon: CircleCheck, tint: 'green' },
  partly: { icon: CircleDot, tint: 'amber' },
  unknown: { icon: CircleHelp, tint: 'red' },
  not_connected: { icon: CircleDashed, tint: 'neutral' },
} as const

export function VaultStateTag({ state, word }: ReturnType<typeof connectionState>) {
  const { icon: Icon, tint } = looks[state]
  return (
    <Tag tint={tint}>
      <Icon className="size-3" aria-hidden="true" />
      {word}
    </Tag>
  )
}
