// Questions to other teams about variables, out as a CSV file, and their answers in again.
import { Radar } from 'lucide-react'
import type { Metadata } from 'next'
import { EstateTabs } from '@/components/duplicates/estate-tabs'
import { OwnerCard } from '@/components/inventory/owner-card'
import { questionnaireFilter, readQuestionnaireView } from '@/components/inventory/questionnaire-address'
import { QuestionnaireExport } from '@/components/inventory/questionnaire-export'
import { QuestionnaireImport } from '@/components/inventory/questionnaire-import'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { requireUser } from '@/lib/auth/require-user'
import { summariseOwners } from '@/lib/services/import-owners'
import { loadQuestionnaire } from '@/lib/services/load-questionnaire'
import { loadShell } from '@/lib/services/load-shell'
import { findOwnerReading } from '@/lib/services/read-owners'
import { applyAnswers, applyOwners, previewAnswers, previewOwners, readOwners } from './actions'

export const metadata: Metadata = { title: 'Ask teams' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function QuestionnairePage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const view = readQuestionnaireView(await searchParams)
  const [shell, scope, owners, reading] = await Promise.all([
    loadShell(),
    loadQuestionnaire(questionnaireFilter(view)),
    summariseOwners(),
    findOwnerReading(),
  ])
  return (
    <>
      <PageHeader title="Inventory" summary="Questions to other teams, as a CSV file" />
      <EstateTabs active="questionnaire" />
      {shell.total === 0 ? (
        <Card flush>
          <EmptyState
            icon={Radar}
            title="No variables yet"
            action={<ButtonLink href="/inventory">Go to the inventory</ButtonLink>}
          >
            There is nothing to ask about before a scan has found variables.
          </EmptyState>
        </Card>
      ) : (
        <div className="space-y-4">
          <QuestionnaireExport view={view} rows={scope.rows} errors={scope.errors} groups={scope.groups} />
          {user.role === 'viewer' ? null : (
            <QuestionnaireImport actions={{ preview: previewAnswers, apply: applyAnswers }} />
          )}
          <OwnerCard
            summary={owners}
            reading={reading}
            mayEdit={user.role !== 'viewer'}
            actions={{ read: readOwners, preview: previewOwners, apply: applyOwners }}
          />
        </div>
      )}
    </>
  )
}
