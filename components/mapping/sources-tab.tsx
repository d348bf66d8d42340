// Sources beside GitLab's variables: `.env` files, and paths that scripts read from Vault.
import type { PlacedSource } from '@/lib/core/mapping/place-sources'
import type { ScriptReadRow } from '@/lib/core/render/script-reads'
import { Card } from '../ui/card'
import { EnvFileForm, type SourceAction } from './env-file-form'
import { ScriptReads } from './script-reads'
import { SourceFiles } from './source-files'

export function SourcesTab({
  files,
  reads,
  projects,
  version,
  actions,
}: {
  files: PlacedSource[]
  reads: ScriptReadRow[]
  projects: string[]
  version: number
  /** Null for those who may only look. */
  actions: { add: SourceAction; drop: SourceAction } | null
}) {
  return (
    <div className="space-y-3">
      <Card flush title="Paths that scripts read from Vault" remark={reads.length || undefined}>
        <ScriptReads rows={reads} version={version} add={actions?.add ?? null} drop={actions?.drop ?? null} />
      </Card>
      {actions ? (
        <Card title="Add a .env file">
          <EnvFileForm projects={projects} version={version} add={actions.add} />
        </Card>
      ) : null}
      <Card flush title=".env files" remark={files.length || undefined}>
        <SourceFiles files={files} version={version} drop={actions?.drop ?? null} />
      </Card>
    </div>
  )
}
