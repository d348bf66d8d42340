// How a planned role is on its server, as a small mark with words on hover; a link to what differs.
import { CircleCheck, CircleDashed, CircleHelp, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import type { DriftItem } from '@/lib/core/render/drift-item'
import { driftAddress } from '../drift/drift-address'
import { unknownText } from '../drift/drift-words'

export type LiveRole = Pick<DriftItem, 'name' | 'status' | 'fields' | 'why' | 'since' | 'last'>

export function liveKey(vault: string, role: string): string {
  return JSON.stringify([vault, role])
}

/** In words: same, which fields differ, missing, or unknown since when. */
export function liveText(live: LiveRole): string {
  const { status, fields, since } = live
  if (status === 'same') return 'Live: the same as planned'
  if (status === 'missing') return 'Live: missing, nobody wrote it yet'
  if (status === 'differs') return `Live: differs in ${fields.map(({ field }) => field).join(', ')}`
  return `Live: ${since === null ? '' : `not known since ${since.slice(0, 16).replace('T', ' ')} UTC. `}${unknownText(live)}`
}

const looks = {
  same: { icon: CircleCheck, tint: 'text-green' },
  differs: { icon: TriangleAlert, tint: 'text-red' },
  missing: { icon: CircleDashed, tint: 'text-amber' },
  unplanned: { icon: CircleHelp, tint: 'text-muted' },
  unknown: { icon: CircleHelp, tint: 'text-muted' },
} as const

/** Nothing where no vault is connected: then there is nothing live to tell. */
export function LiveMark({ live }: { live: LiveRole | undefined }) {
  if (live === undefined || live.why === 'not_connected') return null
  const { icon: Icon, tint } = looks[live.status]
  const show = live.status === 'same' ? 'same' : null
  return (
    <Link
      href={driftAddress({ kind: 'role', search: live.name, show })}
      prefetch={false}
      title={liveText(live)}
      className={`shrink-0 rounded-sm ${tint}`}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="sr-only">{liveText(live)}</span>
    </Link>
  )
}
