// Access: what a job can read, decided as Vault decides it, from the files that an export writes.
import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { Suspense } from 'react'
import { accessAddress, readAccessAddress } from '@/components/access/access-address'
import { AccessMatrixTable } from '@/components/access/access-matrix-table'
import { AccessPicker } from '@/components/access/access-picker'
import { AccessTabs } from '@/components/access/access-tabs'
import { type GroupView, readGroupAddress } from '@/components/access/group-address'
import { GroupPicker } from '@/components/access/group-picker'
import { LoginCard } from '@/components/access/login-card'
import { ReadTable } from '@/components/access/read-table'
import { UnwantedNotice } from '@/components/access/unwanted-notice'
import { WorkingOut } from '@/components/access/working-out'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { requireUser } from '@/lib/auth/require-user'
import { loadAccess } from '@/lib/services/load-access'
import { loadAccessGroups } from '@/lib/services/load-access-group'
import { BrokenAssertions } from '../broken-assertions'
import { GroupAccess } from './group-view'

export const metadata: Metadata = { title: 'Access' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function AccessPage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const parameters = await searchParams
  const group = readGroupAddress(parameters)
  if (group !== null) return <GroupPage view={group} />
  const asked = readAccessAddress(parameters)
  const access = await loadAccess(asked)
  const summary = 'What a job can read, decided as Vault decides it'
  if (access === null || access.projects.length === 0) {
    return (
      <>
        <PageHeader title="Access" summary={summary} />
        <AccessTabs active="project" />
        <NoPlan icon={KeyRound} scanned={access !== null} what="roles to try" />
      </>
    )
  }
  const { answer, matrix, project } = access
  const environment = answer?.environment ?? asked.environment ?? null
  const view = { project, trigger: asked.trigger, ref: asked.ref, environment }
  const planned = answer?.reads.filter((read) => read.planned) ?? []
  const rest = answer?.reads.filter((read) => !read.planned) ?? []
  return (
    <>
      <PageHeader title="Access" summary={summary}>
        <ButtonLink href="/access/lost">Who loses access…</ButtonLink>
        <ButtonLink href="/access/radius">Blast radius…</ButtonLink>
      </PageHeader>
      <AccessTabs active="project" />
      <Suspense fallback={null}>
        <BrokenAssertions />
      </Suspense>
      <AccessPicker
        view={view}
        usualRef={asked.ref === null ? (answer?.ref ?? null) : null}
        projects={access.projects}
        environments={access.environments}
      />
      {answer === null || matrix === null ? (
        <Notice weight="warning" title={`The last scan found no project ${project}.`}>
          Choose another one, or{' '}
          <a className="underline" href={accessAddress({ ...view, project: access.projects[0] ?? '' })}>
            go to {access.projects[0]}
          </a>
          .
        </Notice>
      ) : (
        <>
          <UnwantedNotice matrix={matrix} />
          <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_430px] min-[1400px]:grid-cols-[minmax(0,1fr)_480px]">
            <div className="min-w-0 space-y-3">
              <Card flush title="What each pipeline reads" remark={project}>
                <AccessMatrixTable matrix={matrix} view={view} />
              </Card>
              <Card
                flush
                title="Planned for jobs of this environment"
                remark={`${planned.filter(({ by }) => by !== null).length} of ${planned.length} readable`}
              >
                {planned.length > 0 ? (
                  <ReadTable reads={planned} title="Planned variables" />
                ) : (
                  <p className="px-4 pb-4 text-muted">No job of this environment is planned to read a variable.</p>
                )}
              </Card>
            </div>
            <LoginCard answer={answer} />
          </div>
          {rest.length > 0 ? (
            <Card flush className="mt-3" title="Other mapped variables of the project" remark={`${rest.length}`}>
              <ReadTable reads={rest} title="Other variables" />
            </Card>
          ) : null}
        </>
      )}
    </>
  )
}

async function GroupPage({ view }: { view: GroupView }) {
  const groups = await loadAccessGroups()
  const group = view.group || (groups?.[0]?.path ?? '')
  const known = groups?.find(({ path }) => path === group)
  return (
    <>
      <PageHeader title="Access" summary="What the jobs of a whole group can read, decided as Vault decides it" />
      <AccessTabs active="group" />
      {groups === null || groups.length === 0 ? (
        <NoPlan icon={KeyRound} scanned={groups !== null} what="roles to try" />
      ) : (
        <>
          <Suspense fallback={null}>
            <BrokenAssertions />
          </Suspense>
          <GroupPicker
            group={group}
            groups={known === undefined ? [{ path: group, projects: 0 }, ...groups] : groups}
          />
          <Suspense key={group} fallback={<WorkingOut what={`what the jobs of ${group} read`} />}>
            <GroupAccess view={{ ...view, group }} />
          </Suspense>
        </>
      )}
    </>
  )
}
