// Assertions over access that are kept: what must never be readable, and what breaks it.
import { ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { AccessTabs } from '@/components/access/access-tabs'
import { AssertionForm } from '@/components/access/assertion-form'
import { BrokenRows } from '@/components/access/broken-rows'
import { DropAssertion } from '@/components/access/drop-assertion'
import { pageOf, RowPages } from '@/components/access/row-pages'
import { PageHeader } from '@/components/layout/page-header'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time'
import { Tag } from '@/components/ui/tag'
import { requireUser } from '@/lib/auth/require-user'
import type { Assertion } from '@/lib/core/render/access-assertion'
import type { CheckedAssertion } from '@/lib/core/render/access-task'
import { assertionSentence } from '@/lib/core/render/assertion-words'
import { loadAssertions } from '@/lib/services/load-assertions'
import { drop, keep } from './actions'

export const metadata: Metadata = { title: 'Assertions' }

type Parameters = Promise<{ page?: string | string[]; of?: string | string[] }>

export default async function AssertionsPage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const { page, of } = await searchParams
  const { assertions, checked } = await loadAssertions()
  const mayEdit = user.role !== 'viewer'
  const broken = (checked ?? []).filter(({ rows }) => rows.length > 0)
  const found = new Map((checked ?? []).map((one) => [one.assertion.id, one]))
  return (
    <>
      <PageHeader
        title="Assertions"
        summary="What must never be readable, checked against the latest scan and mapping"
      />
      <AccessTabs active="assertions" broken={broken.length} />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_310px] min-[1400px]:grid-cols-[minmax(0,1fr)_360px]">
        <div className="min-w-0 space-y-3">
          <Summary count={assertions.length} broken={checked === null ? null : broken.length} />
          {assertions.length === 0 ? (
            <Card flush>
              <EmptyState icon={ShieldCheck} title="No assertion is kept yet">
                One says, for example, that no merge request reads a path that ends with /production. Cutover tries
                every kind of job against it and says on this page, on Access and on the overview when it no longer
                holds.
              </EmptyState>
            </Card>
          ) : (
            assertions.map((assertion) => (
              <Kept
                key={assertion.id}
                assertion={assertion}
                found={found.get(assertion.id) ?? null}
                page={of === assertion.id ? Number(page) || 1 : 1}
                mayEdit={mayEdit}
              />
            ))
          )}
        </div>
        {mayEdit ? (
          <Card title="A new assertion">
            <AssertionForm keep={keep} />
          </Card>
        ) : null}
      </div>
    </>
  )
}

function Summary({ count, broken }: { count: number; broken: number | null }) {
  if (count === 0) return null
  if (broken === null) return <Notice weight="warning" title="Not known yet: there is no finished scan." />
  if (broken === 0) {
    return <Notice weight="good" title={count === 1 ? 'The assertion holds.' : `All ${count} assertions hold.`} />
  }
  return (
    <Notice weight="problem" title={`${broken} of ${count} assertions ${broken === 1 ? 'is' : 'are'} broken`}>
      Change the mapping, or{' '}
      <Link className="underline" href="/access/change">
        try a changed role
      </Link>
      . The rows below say which role and policy line let it in.
    </Notice>
  )
}

type KeptProps = { assertion: Assertion; found: CheckedAssertion | null; page: number; mayEdit: boolean }

function Kept({ assertion, found, page, mayEdit }: KeptProps) {
  const rows = found?.rows ?? []
  const sentence = assertionSentence(assertion)
  const shown = pageOf(rows, page)
  const address = (to: number) => `/access/assertions?${new URLSearchParams({ of: assertion.id, page: String(to) })}`
  return (
    <Card
      flush
      title={<span className="[overflow-wrap:anywhere]">{sentence}</span>}
      remark={mayEdit ? <DropAssertion id={assertion.id} sentence={sentence} drop={drop} /> : null}
    >
      <p className="flex flex-wrap items-center gap-2 px-4 pb-3 text-muted">
        <Verdict found={found} />
        <span>
          kept by {assertion.by}, <RelativeTime at={assertion.at} />
        </span>
      </p>
      {rows.length === 0 ? null : (
        <>
          <BrokenRows rows={shown.rows} title={sentence} />
          <RowPages page={shown.page} total={rows.length} address={address} />
        </>
      )}
    </Card>
  )
}

function Verdict({ found }: { found: CheckedAssertion | null }) {
  if (found === null) return <Tag tint="amber">unknown</Tag>
  const { rows, paths } = found
  const about = `${paths.toLocaleString('en')} planned ${paths === 1 ? 'path' : 'paths'}`
  if (paths === 0) {
    return (
      <>
        <Tag tint="amber">about nothing</Tag>
        <span>No planned path is like this, so it proves nothing.</span>
      </>
    )
  }
  return (
    <>
      {rows.length === 0 ? (
        <Tag tint="green">✓ holds</Tag>
      ) : (
        <Tag tint="red">
          ✕ broken by {rows.length.toLocaleString('en')} {rows.length === 1 ? 'row' : 'rows'}
        </Tag>
      )}
      <span>about {about},</span>
    </>
  )
}
