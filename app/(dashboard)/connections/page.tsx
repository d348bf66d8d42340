// Connections: GitLab and the vaults as the worker found them, and the Vault side as people declare it.
import type { Metadata } from 'next'
import { CheckButton } from '@/components/connections/check-button'
import { DeclarationsEditor } from '@/components/connections/declarations-editor'
import { GitlabCard } from '@/components/connections/gitlab-card'
import { ProblemsNotice } from '@/components/connections/problems-notice'
import { VaultCard } from '@/components/connections/vault-card'
import { VaultSettingsNotice } from '@/components/connections/vault-settings-notice'
import { PageHeader } from '@/components/layout/page-header'
import { requireUser } from '@/lib/auth/require-user'
import { loadConnections } from '@/lib/services/load-connections'
import { loadVaultConnections } from '@/lib/services/load-vault-connections'
import { checkConnection, followJob } from '../actions'
import { readVaultsNow, saveDeclarations } from './actions'

export const metadata: Metadata = { title: 'Connections' }

export default async function ConnectionsPage() {
  const user = await requireUser()
  const [{ check, others, problems, rules, version, groups, environments }, { connections, vaults }] =
    await Promise.all([loadConnections(), loadVaultConnections()])
  const mayEdit = user.role !== 'viewer'
  return (
    <>
      <PageHeader title="Connections" summary="What the worker reads, and the Vault side as it is declared" />
      <div className="space-y-3">
        <GitlabCard
          check={check}
          action={mayEdit ? <CheckButton check={checkConnection} follow={followJob} /> : null}
        />
        {others.map((other) => (
          <GitlabCard key={other.name} name={other.name} check={other.check} action={null} />
        ))}
        <ProblemsNotice title="The file of CUTOVER_CONFIG has a mistake" problems={problems} />
        <VaultSettingsNotice
          connections={
            connections && {
              ...connections,
              // What the worker told of the file as a whole stands above.
              problems: connections.problems.filter((problem) => !problems.includes(problem)),
            }
          }
        />
        {vaults.map(({ vault, reading, leastPolicy }) => (
          <VaultCard
            key={vault.name}
            vault={vault}
            reading={reading}
            leastPolicy={leastPolicy}
            action={
              mayEdit && connections?.connected.includes(vault.name) ? (
                <CheckButton check={readVaultsNow} follow={followJob} label="Read now" busy="Reading…" />
              ) : null
            }
          />
        ))}
        <DeclarationsEditor
          rules={rules}
          version={version}
          gitlabs={others.map(({ name }) => name)}
          groups={groups}
          environments={environments}
          mayEdit={mayEdit}
          save={saveDeclarations}
        />
      </div>
    </>
  )
}
