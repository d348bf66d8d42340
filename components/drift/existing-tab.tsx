// The tab with other people's roles on the auth mounts that are declared.
import { KeyRound } from 'lucide-react'
import type { ExistingRole } from '@/lib/core/render/drift-existing'
import type { ExistingPolicy } from '@/lib/core/render/drift-existing-policies'
import type { VaultDrift } from '@/lib/core/render/drift-vault'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import type { AdoptActions } from './adopt-button'
import { type DriftView, pageOf } from './drift-address'
import { DriftFilters } from './drift-filters'
import { DriftPager } from './drift-pager'
import { matches } from './drift-rows'
import { ExistingPolicies } from './existing-policies'
import { ExistingTable } from './existing-table'
import { VaultNotices } from './vault-notices'

const questions: { value: string; name: string; holds: (role: ExistingRole) => boolean }[] = [
  { value: 'production', name: 'Reads production', holds: (role) => role.readsProduction },
  { value: 'planned', name: 'Reads planned paths', holds: (role) => role.reads.length > 0 },
  { value: 'wide', name: 'Lets in several projects', holds: (role) => (role.reach?.projects ?? 0) > 1 },
  {
    value: 'adopt',
    name: 'Can be adopted',
    holds: ({ adoption }) => adoption.planned !== null && adoption.reasons.length === 0,
  },
  { value: 'unknown', name: 'Unknown', holds: (role) => role.reach === null },
]

export function ExistingTab({
  roles,
  policies,
  vaults,
  view,
  demo,
  actions,
}: {
  roles: ExistingRole[]
  policies: ExistingPolicy[]
  vaults: VaultDrift[]
  view: DriftView
  demo: boolean
  actions: AdoptActions | null
}) {
  const question = questions.find(({ value }) => value === view.show)
  const shown = roles.filter((role) => question?.holds(role) ?? true).filter(({ name }) => matches(view.search, name))
  const { rows, page, pages } = pageOf(shown, view.page)
  const answering = vaults.some(({ why }) => why === null)
  return (
    <>
      <VaultNotices vaults={vaults} demo={demo} />
      {answering || roles.length > 0 ? (
        <DriftFilters
          view={view}
          chips={[
            { value: null, name: 'All', count: roles.length },
            ...questions.map(({ value, name, holds }) => ({ value, name, count: roles.filter(holds).length })),
          ]}
        />
      ) : null}
      <Card flush>
        {rows.length > 0 ? (
          <>
            <ExistingTable roles={rows} actions={actions} />
            <DriftPager view={{ ...view, page }} total={shown.length} pages={pages} />
          </>
        ) : (
          <EmptyState
            icon={KeyRound}
            title={roles.length > 0 ? 'No role is like that' : answering ? 'No other roles' : 'Not known'}
          >
            {roles.length > 0
              ? 'No existing role matches these filters.'
              : answering
                ? 'Every role on the declared auth mounts is one of the plan.'
                : 'Other people’s roles are read together with ours, as soon as a vault answers.'}
          </EmptyState>
        )}
      </Card>
      <ExistingPolicies policies={policies} actions={actions} />
    </>
  )
}
