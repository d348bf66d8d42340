// Blast radius: who could use each variable as GitLab has it today, against after cut-over.
import { Radius } from 'lucide-react'
import type { Metadata } from 'next'
import { radiusAddress, readRadiusView } from '@/components/blast-radius/radius-address'
import { RadiusPages } from '@/components/blast-radius/radius-pages'
import { RadiusTable } from '@/components/blast-radius/radius-table'
import { RadiusTotal } from '@/components/blast-radius/radius-total'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { HistoryProgress, ReadHistoryButton } from '@/components/lost-access/read-history'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { requireUser } from '@/lib/auth/require-user'
import { loadRadiusPage } from '@/lib/services/load-blast-radius'
import { loadShell } from '@/lib/services/load-shell'
import { readHistory } from '../lost/actions'

export const metadata: Metadata = { title: 'Blast radius' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function RadiusPage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const view = readRadiusView(await searchParams)
  const [radius, shell] = await Promise.all([loadRadiusPage(view, view), loadShell()])
  const summary = 'Who could use each variable today, and after cut-over'
  if (radius === null) {
    return (
      <>
        <PageHeader title="Blast radius" summary={summary} />
        <NoPlan icon={Radius} scanned={shell.scannedAt !== null} what="roles to compare with" />
      </>
    )
  }
  const { production, rows, matching } = radius
  const unknown = [...new Set([...production.today.unknown, ...production.after.unknown])].sort()
  const last = Math.max(1, Math.ceil(matching / view.size))
  return (
    <>
      <PageHeader title="Blast radius" summary={summary}>
        <ButtonLink href="/access/lost">Who loses access…</ButtonLink>
        {user.role === 'viewer' ? null : <ReadHistoryButton reading={radius.reading} read={readHistory} />}
      </PageHeader>
      <HistoryProgress reading={radius.reading} />
      {radius.readAt === null ? (
        <Notice weight="warning" title="Who may push was not read yet" className="mb-3">
          People are unknown until the worker has read the members of the projects; it keeps their numbers and access
          levels, and no names.
        </Notice>
      ) : (
        <Card className="mb-3">
          <RadiusTotal production={production} />
          {unknown.length > 0 ? (
            <details className="mt-1">
              <summary className="cursor-pointer">Which projects</summary>
              <p className="[overflow-wrap:anywhere]">{unknown.join(', ')}</p>
            </details>
          ) : null}
        </Card>
      )}
      <nav aria-label="Quick filters" className="mb-2.5 flex flex-wrap gap-1.5">
        <Chip
          href={radiusAddress({ ...view, production: true, page: 1 })}
          active={view.production}
          count={production.variables}
        >
          Read by production
        </Chip>
        <Chip
          href={radiusAddress({ ...view, production: false, page: 1 })}
          active={!view.production}
          count={radius.all}
        >
          All mapped
        </Chip>
      </nav>
      <Card flush>
        {rows.length > 0 ? (
          <RadiusTable rows={rows} view={view} />
        ) : (
          <EmptyState
            icon={Radius}
            title="No production job reads a mapped variable"
            action={<ButtonLink href={radiusAddress({ production: false })}>Show all</ButtonLink>}
          />
        )}
        {matching > 0 ? <RadiusPages view={{ ...view, page: Math.min(view.page, last) }} total={matching} /> : null}
      </Card>
      <p className="mt-3 max-w-[90ch] text-sm text-muted">
        Today: whoever may push where the variable is handed out, since any job can print it, and whoever may see it in
        GitLab’s settings. After cut-over: whoever may push where a role of its paths lets a pipeline in; all its paths
        count, since a variable that gets one for each environment is copied to each. To push is also to merge. People
        who may change roles or read Vault by themselves are not in it.
      </p>
    </>
  )
}
