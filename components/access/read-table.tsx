// Every mapped variable of the project: can this job read it, by which role and policy line, or every reason why not.
import Link from 'next/link'
import type { AccessRead } from '@/lib/core/render/explain-access'
import { MiddleTruncate } from '../ui/middle-truncate'
import { TableHead } from '../ui/table-head'
import { Tag } from '../ui/tag'
import { whoAddress } from './access-address'
import { LineLink, ReasonLink } from './reason-link'

const columns = [
  { name: 'Variable and Vault path', width: '42%' },
  { name: 'This job', width: '124px' },
  { name: 'By, or why not' },
]

export function ReadTable({ reads, title }: { reads: AccessRead[]; title: string }) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[560px] table-fixed" aria-label={title}>
        <TableHead columns={columns} />
        <tbody>
          {reads.map((read) => (
            <tr key={`${read.variableId} ${read.vault} ${read.path} ${read.field}`} className="hover:bg-raised">
              <td className="h-8.5 border-t border-line px-2 py-1.5 pl-4 align-top font-mono text-sm">
                <Link
                  href={whoAddress(read.variableId)}
                  prefetch={false}
                  title="Who can read this?"
                  className="inline-flex max-w-full rounded-sm font-medium hover:underline"
                >
                  <MiddleTruncate text={read.key} />
                </Link>
                <MiddleTruncate text={read.path} copy="path" className="text-muted" />
              </td>
              <td className="border-t border-line px-2 py-1.5 align-top">
                <Answer read={read} />
              </td>
              <td className="border-t border-line px-2 py-1.5 align-top text-sm [overflow-wrap:anywhere]">
                <Because read={read} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Answer({ read: { by, others, planned, production } }: { read: AccessRead }) {
  if (by !== null) return <Tag tint="accent">✓ can read</Tag>
  if (others.length > 0) return <Tag tint={planned || production ? 'red' : 'amber'}>by naming a role</Tag>
  return <Tag tint="neutral">✕ cannot read</Tag>
}

function Because({ read: { by, others, why } }: { read: AccessRead }) {
  const grants = by === null ? others : [by]
  if (grants.length > 0) {
    return grants.map(({ role, policy, at }) => (
      <p key={role}>
        <span className="font-mono">{role}</span>
        <span className="text-muted">, policy </span>
        <LineLink at={at}>
          <span className="font-mono">
            {policy}
            {at === null || at.line === null ? '' : `:${at.line}`}
          </span>
        </LineLink>
      </p>
    ))
  }
  if (why.length === 0) return <p className="text-muted">No role of this project grants the path.</p>
  return why.map(({ role, reasons }) => (
    <p key={role}>
      <span className="font-mono">{role}</span>
      <span className="text-muted">: </span>
      {reasons.map((reason, at) => (
        <span key={`${reason.code} ${reason.claim}`}>
          {at > 0 ? ' · ' : ''}
          <ReasonLink reason={reason} />
        </span>
      ))}
    </p>
  ))
}
