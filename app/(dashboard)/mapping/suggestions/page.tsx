// Suggestions: what could be decided, why, and how sure that is. Nothing is decided by itself.
import { Lightbulb } from 'lucide-react'
import type { Metadata } from 'next'
import { pageOf, RowPages } from '@/components/access/row-pages'
import { PageHeader } from '@/components/layout/page-header'
import { PathsTab } from '@/components/mapping/paths-tab'
import { SourcesTab } from '@/components/mapping/sources-tab'
import { readSuggestionAddress, suggestionAddress, suggestionPageSize } from '@/components/mapping/suggestion-address'
import { SuggestionFilters } from '@/components/mapping/suggestion-filters'
import { SuggestionTabBar } from '@/components/mapping/suggestion-tab-bar'
import { SuggestionTable } from '@/components/mapping/suggestion-table'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { requireUser } from '@/lib/auth/require-user'
import { filterSuggestions } from '@/lib/core/mapping/filter-suggestions'
import { loadListedPaths, loadSources } from '@/lib/services/load-sources'
import { loadSuggestions } from '@/lib/services/load-suggestions'
import {
  acceptSuggested,
  addSource,
  dismissSuggested,
  dropSource,
  keepPaths,
  previewSuggested,
  restoreSuggested,
} from './actions'

export const metadata: Metadata = { title: 'Suggestions' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function SuggestionsPage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const view = readSuggestionAddress(await searchParams)
  const suggestions = await loadSuggestions()
  const header = (
    <PageHeader
      title="Suggestions"
      summary="What names, use and neighbours tell; nothing is decided before a person accepts it"
    >
      <ButtonLink href="/mapping">Back to the mapping</ButtonLink>
    </PageHeader>
  )
  if (suggestions === null) {
    return (
      <>
        {header}
        <Card flush>
          <EmptyState
            icon={Lightbulb}
            title="No scan yet"
            action={
              <ButtonLink href="/" variant="primary">
                Go to the overview
              </ButtonLink>
            }
          >
            Suggestions follow from the variables and the jobs that use them.
          </EmptyState>
        </Card>
      </>
    )
  }
  const { open, dismissed, known } = suggestions
  const sources = await loadSources()
  const mayEdit = user.role !== 'viewer'
  const tabs = (
    <SuggestionTabBar
      active={view.tab}
      counts={{
        open: open.length,
        dismissed: dismissed.length,
        paths: known.paths.length,
        sources: (sources?.files.length ?? 0) + (sources?.reads.length ?? 0),
      }}
    />
  )
  if (view.tab === 'paths') {
    const listed = await loadListedPaths()
    return (
      <>
        {header}
        {tabs}
        <PathsTab known={known} listed={listed} keep={mayEdit ? keepPaths : null} />
      </>
    )
  }
  if (view.tab === 'sources' && sources !== null) {
    return (
      <>
        {header}
        {tabs}
        <SourcesTab {...sources} actions={mayEdit ? { add: addSource, drop: dropSource } : null} />
      </>
    )
  }
  const all = view.tab === 'dismissed' ? dismissed : open
  const found = filterSuggestions(all, view)
  const { rows, page } = pageOf(found, view.page, suggestionPageSize)
  const actions = mayEdit
    ? { preview: previewSuggested, accept: acceptSuggested, dismiss: dismissSuggested, restore: restoreSuggested }
    : null
  return (
    <>
      {header}
      {tabs}
      <SuggestionFilters view={view} all={all} />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState
            icon={Lightbulb}
            title={all.length === 0 ? 'Nothing is proposed' : 'No suggestion fits the filter'}
          >
            {view.tab === 'dismissed'
              ? 'What is dismissed stays here until it proposes something else.'
              : 'Variables that a person decided about get no suggestion.'}
          </EmptyState>
        ) : (
          <SuggestionTable
            key={suggestionAddress({ ...view, page })}
            rows={rows}
            total={found.length}
            view={view}
            actions={actions}
          />
        )}
        <RowPages
          page={page}
          total={found.length}
          size={suggestionPageSize}
          address={(to) => suggestionAddress({ ...view, page: to })}
        />
      </Card>
    </>
  )
}
