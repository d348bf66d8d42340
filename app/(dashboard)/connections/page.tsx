// Connections: GitLab as the check found it, and the Vault side as people declare it.
import type { Metadata } from 'next'
import { CheckButton } from '@/components/connections/check-button'
import { DeclarationsEditor } from '@/components/connections/declarations-editor'
import { GitlabCard } from '@/components/connections/gitlab-card'
import { PageHeader } from '@/components/layout/page-header'
import { requireUser } from '@/lib/auth/require-user'
import { loadConnections } from '@/lib/services/load-connections'
import { checkConnection } from '../actions'
import { saveDeclarations } from './actions'

export const metadata: Metadata = { title: 'Connections' }

export default async function ConnectionsPage() {
  const user = await requireUser()
  const { check, rules, version, groups, environments } = await loadConnections()
  const mayEdit = user.role !== 'viewer'
  return (
    <>
      <PageHeader title="Connections" summary="GitLab is read; the Vault side is declared here" />
      <div className="space-y-3">
        <GitlabCard check={check} action={mayEdit ? <CheckButton check={checkConnection} /> : null} />
        <DeclarationsEditor
          rules={rules}
          version={version}
          groups={groups}
          environments={environments}
          mayEdit={mayEdit}
          save={saveDeclarations}
        />
      </div>
    </>
  )
}
