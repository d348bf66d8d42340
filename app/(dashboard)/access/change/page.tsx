// Change a role in place and see what that gives and takes, before anything is written.
import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { AccessTabs } from '@/components/access/access-tabs'
import { LineLink } from '@/components/access/reason-link'
import { bodyText, readBody, withEdit } from '@/components/access/role-body'
import { RoleEditor } from '@/components/access/role-editor'
import { RolePicker } from '@/components/access/role-picker'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { Notice } from '@/components/ui/notice'
import { requireUser } from '@/lib/auth/require-user'
import { type ChangeableRole, compareRole, loadChangeableRole } from '@/lib/services/load-access-change'
import { compare } from './actions'

export const metadata: Metadata = { title: 'Change a role' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function ChangePage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const asked = await searchParams
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() || null : null)
  const name = text('role')
  const found = await loadChangeableRole(text('vault'), name)
  const none = found === null || found.choices.length === 0
  return (
    <>
      <PageHeader title="Change a role" summary="What it would give and take, before anything is written" />
      <AccessTabs active="change" />
      {none ? (
        <NoPlan icon={KeyRound} scanned={found !== null} what="roles to change" />
      ) : (
        <>
          <RolePicker name={found.role?.name ?? name ?? ''} choices={found.choices} />
          {found.role === null ? (
            <Notice weight="warning" title={`No role ${name ?? ''} is planned.`}>
              Choose another one: roles are suggested as you type.
            </Notice>
          ) : (
            <Tried role={found.role} edit={text('edit')} />
          )}
        </>
      )}
    </>
  )
}

async function Tried({ role, edit }: { role: ChangeableRole; edit: string | null }) {
  const { vault, name, body, policies } = role
  const original = readBody(body)
  const first = original === null || edit === null ? body : bodyText(withEdit(original, edit))
  const answer = await compareRole({ vault, role: name, body: first })
  return (
    <>
      <p className="mb-3 text-muted">
        Of <span className="font-medium text-text">{role.project}</span>, exported as{' '}
        <LineLink at={{ file: role.file, line: null }}>
          <span className="font-mono text-sm">{role.file}</span>
        </LineLink>
        . The plan writes its roles from the mapping; to change one for good, change the mapping, or the role by hand.
      </p>
      <RoleEditor
        key={`${vault} ${name}`}
        vault={vault}
        role={name}
        original={body}
        first={first}
        policies={policies}
        answer={answer}
        compare={compare}
      />
    </>
  )
}
