// Mapping: the rules that say where each variable goes, previewed row by row before they are saved.
import type { Metadata } from 'next'
import { HistoryList } from '@/components/inventory/history-list'
import { MappingEditor } from '@/components/mapping/mapping-editor'
import { StarQuestions } from '@/components/mapping/star-questions'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { requireUser } from '@/lib/auth/require-user'
import { rulesToYaml } from '@/lib/core/mapping/rules-yaml'
import { loadRules } from '@/lib/services/load-rules'
import { loadShell } from '@/lib/services/load-shell'
import { queryInventory } from '@/lib/services/query-inventory'
import { previewMapping, readMapping, saveMapping, undoMapping } from './actions'

export const metadata: Metadata = { title: 'Mapping' }

export default async function MappingPage() {
  const user = await requireUser()
  const [{ rules, version, canUndo, history }, shell, star] = await Promise.all([
    loadRules(),
    loadShell(),
    queryInventory({ filter: 'blocker:star_unanswered', sort: 'key', direction: 'asc', page: 1, pageSize: 5 }),
  ])
  return (
    <MappingEditor
      rules={rules}
      version={version}
      yaml={rulesToYaml(rules)}
      canUndo={canUndo}
      mayEdit={user.role !== 'viewer'}
      notes={
        <>
          {rules.mounts.length === 0 ? (
            <Notice weight="warning">
              <span className="mr-3">No mount is declared, so rules have nowhere to send variables to.</span>
              <ButtonLink size="sm" href="/connections">
                Declare a vault and a mount
              </ButtonLink>
            </Notice>
          ) : null}
          {shell.scannedAt === null ? (
            <Notice>
              No scan has finished yet, so a preview has no rows to show. Rules can be written all the same.
            </Notice>
          ) : null}
        </>
      }
      questions={<StarQuestions rows={star.rows} total={star.total} />}
      history={<HistoryList entries={history} empty="Nobody has changed the mapping yet." />}
      actions={{ preview: previewMapping, save: saveMapping, undo: undoMapping, read: readMapping }}
    />
  )
}
