// One reason or grant in few words, as a link to the line of the rendered file that it comes from.
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { AccessLine } from '@/lib/core/render/access-files'
import type { AccessReason } from '@/lib/core/render/access-login'
import { artefactAddress } from './access-address'
import { claimText } from './claim-text'

export function LineLink({ at, children }: { at: AccessLine | null; children: ReactNode }) {
  if (at === null) return <span>{children}</span>
  const title = at.line === null ? at.file : `${at.file}, line ${at.line}`
  return (
    <Link
      href={artefactAddress(at)}
      prefetch={false}
      title={title}
      className="rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {children}
    </Link>
  )
}

export function ReasonLink({ reason }: { reason: AccessReason }) {
  const { code, claim, want, got, text, at } = reason
  if (code === 'claim_missing') return <LineLink at={at}>{claim} is absent</LineLink>
  if (code === 'claim_mismatch' || code === 'audience' || code === 'issuer' || code === 'subject') {
    return (
      <LineLink at={at}>
        <span title={`The role wants ${claimText(want)}`}>
          {claim} is {claimText(got)}
        </span>
      </LineLink>
    )
  }
  if (code === 'no_rule') return <LineLink at={at}>its policies do not list this path</LineLink>
  return <LineLink at={at}>{text}</LineLink>
}
