// Load: what the jobs will ask of Vault in a day, and how many clients that makes, from counted jobs or assumptions.
import { Gauge } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { loadAddress, readLoadAddress } from '@/components/load/load-address'
import { LoadClientsTable } from '@/components/load/load-clients-table'
import { LoadForm } from '@/components/load/load-form'
import { LoadTable } from '@/components/load/load-table'
import { LoadTotals } from '@/components/load/load-totals'
import { Notice } from '@/components/ui/notice'
import { requireUser } from '@/lib/auth/require-user'
import { loadVaultLoad } from '@/lib/services/load-vault-load'

export const metadata: Metadata = { title: 'Load' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function LoadPage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const view = readLoadAddress(await searchParams)
  const loaded = await loadVaultLoad(view.assumptions, { useHistory: view.useHistory })
  const header = (
    <PageHeader title="Load" summary="What the jobs will ask of Vault in a day, and how many clients that makes" />
  )
  if (loaded === null || loaded.load.rows.length === 0) {
    return (
      <>
        {header}
        <NoPlan icon={Gauge} scanned={loaded !== null} what="logins and reads to count" />
      </>
    )
  }
  const { load, counted, countedSince } = loaded
  return (
    <>
      {header}
      <Notice weight={counted === 0 || !view.useHistory ? 'warning' : 'info'} className="mb-3">
        {counted === 0 ? (
          <p>
            <strong className="font-semibold">These are assumptions.</strong> No past job was counted, so each planned
            job is taken to run once in every pipeline that its rules let it into: an upper bound. Type your own numbers
            below, or{' '}
            <Link href="/access/lost" className="underline underline-offset-2">
              count past jobs
            </Link>
            .
          </p>
        ) : (
          <p>
            Runs of {counted} of {load.rows.length} projects were counted
            {countedSince === null ? '' : ` from ${countedSince.slice(0, 10)} on`}
            {view.useHistory ? '. ' : ', but are not used here. '}
            <Link
              href={loadAddress({ ...view, useHistory: !view.useHistory })}
              className="underline underline-offset-2"
            >
              {view.useHistory ? 'Use the assumptions for all' : 'Use what was counted'}
            </Link>
          </p>
        )}
      </Notice>
      <LoadForm view={view} counted={counted} projects={load.rows.length} />
      <div className="space-y-3">
        <LoadTotals load={load} />
        <LoadClientsTable clients={load.clients} />
        <LoadTable load={load} view={view} />
      </div>
    </>
  )
}
