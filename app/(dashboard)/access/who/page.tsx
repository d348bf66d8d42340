// Who can read this: every project, environment and way of starting a pipeline that reaches a variable or a path.
import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { whoAddress } from '@/components/access/access-address'
import { ReachForm } from '@/components/access/reach-form'
import { ReachTable } from '@/components/access/reach-table'
import { TriggerLegend } from '@/components/bindings/trigger-matrix'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { requireUser } from '@/lib/auth/require-user'
import { loadReach } from '@/lib/services/load-access'

export const metadata: Metadata = { title: 'Who can read this' }

type Parameters = Promise<{ what?: string | string[] }>

export default async function WhoPage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const { what } = await searchParams
  const text = typeof what === 'string' ? what : ''
  const reach = await loadReach(text)
  const summary = 'Every job that reaches a variable or a path, as the rendered roles and policies say'
  if (reach === null || reach.variables.length === 0) {
    return (
      <>
        <PageHeader title="Who can read this" summary={summary} />
        <NoPlan icon={KeyRound} scanned={reach !== null} what="roles to try" />
      </>
    )
  }
  const { rows, meant, target, variables } = reach
  const shown = target?.kind === 'variable' ? (meant[0]?.label ?? text) : text
  const unwanted = rows.filter((row) => row.unwanted.length > 0)
  return (
    <>
      <PageHeader title="Who can read this" summary={summary}>
        <ButtonLink href="/access">What a job can read…</ButtonLink>
      </PageHeader>
      <ReachForm text={shown} labels={variables.map(({ label }) => label)} />
      {unwanted.length > 0 ? (
        <Notice weight="problem" title="Merge requests reach what production reads" className="mb-3">
          {[...new Set(unwanted.map(({ project }) => project))].join(', ')}
        </Notice>
      ) : null}
      <Card flush>
        {rows.length > 0 ? (
          <>
            <ReachTable rows={rows} />
            <div className="border-t border-line px-4 py-2.5">
              <TriggerLegend />
            </div>
          </>
        ) : meant.length > 1 ? (
          <Meant meant={meant} />
        ) : (
          <EmptyState icon={KeyRound} title={target === null ? 'Name a variable or a path' : 'Nobody can read it'}>
            {target === null
              ? 'A key, a variable as it is suggested, or a path with or without data/.'
              : 'No rendered role lets any job of this estate reach it. Roles that exist on the server besides are not looked at.'}
          </EmptyState>
        )}
      </Card>
    </>
  )
}

function Meant({ meant }: { meant: { id: string; label: string }[] }) {
  return (
    <div className="px-4 py-3">
      <p className="mb-1 font-medium">Several variables have this key. Which one?</p>
      <ul>
        {meant.map(({ id, label }) => (
          <li key={id}>
            <Link
              href={whoAddress(id)}
              prefetch={false}
              className="inline-block rounded-sm py-1 font-mono text-sm underline"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
