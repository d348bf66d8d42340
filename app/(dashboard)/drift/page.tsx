// Drift: what is otherwise in Vault or by now in GitLab than planned, other people's roles, and what is risky in ours.
import { GitCompareArrows } from 'lucide-react'
import type { Metadata } from 'next'
import { driftAddress, readDriftAddress } from '@/components/drift/drift-address'
import { existingCount } from '@/components/drift/existing-count'
import { ExistingTab } from '@/components/drift/existing-tab'
import { GitlabTab } from '@/components/drift/gitlab-tab'
import { LintTab } from '@/components/drift/lint-tab'
import { VaultTab } from '@/components/drift/vault-tab'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { TabLinks } from '@/components/ui/tab-links'
import { requireUser } from '@/lib/auth/require-user'
import { loadDrift } from '@/lib/services/load-drift'
import { loadLint } from '@/lib/services/load-lint'
import { loadShell } from '@/lib/services/load-shell'
import { adopt, previewAdopt } from './actions'

export const metadata: Metadata = { title: 'Drift' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function DriftPage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const view = readDriftAddress(await searchParams)
  const [{ demo }, drift, lint] = await Promise.all([loadShell(), loadDrift(), loadLint()])
  const summary = 'What is live against what is planned'
  const planned = drift?.vaults.some(({ items }) => items.some(({ kind }) => kind === 'role' || kind === 'policy'))
  if (drift === null || lint === null || (!planned && drift.existing.length === 0)) {
    return (
      <>
        <PageHeader title="Drift" summary={summary} />
        <NoPlan icon={GitCompareArrows} scanned={drift !== null} what="roles to compare" />
      </>
    )
  }
  const items = drift.vaults.flatMap((vault) => vault.items)
  const tabs: { tab: typeof view.tab; name: string; count?: number }[] = [
    { tab: 'vault', name: 'Vault against the plan', count: items.filter(({ status }) => status !== 'same').length },
    { tab: 'gitlab', name: 'GitLab against the plan', count: drift.gitlab.length },
    { tab: 'existing', ...existingCount(drift.vaults, drift.existing.length) },
    { tab: 'lint', name: 'Lint', count: lint.findings.length },
  ]
  const actions = user.role === 'viewer' ? null : { preview: previewAdopt, adopt }
  return (
    <>
      <PageHeader title="Drift" summary={summary} />
      <TabLinks
        label="What is compared"
        tabs={tabs.map(({ tab, name, count }) => ({
          href: driftAddress({ tab }),
          name,
          count,
          active: tab === view.tab,
        }))}
      />
      {view.tab === 'vault' ? <VaultTab vaults={drift.vaults} view={view} demo={demo} /> : null}
      {view.tab === 'gitlab' ? <GitlabTab findings={drift.gitlab} unknown={drift.gitlabUnknown} view={view} /> : null}
      {view.tab === 'existing' ? (
        <ExistingTab
          roles={drift.existing}
          policies={drift.existingPolicies}
          vaults={drift.vaults}
          view={view}
          demo={demo}
          actions={actions}
        />
      ) : null}
      {view.tab === 'lint' ? <LintTab lint={lint} view={view} /> : null}
    </>
  )
}
