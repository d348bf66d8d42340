// The tabs of the suggestions, each with its count.
import { TabLinks } from '../ui/tab-links'
import { type SuggestionTab, suggestionAddress, suggestionTabs } from './suggestion-address'

const names: Record<SuggestionTab, string> = {
  open: 'Open',
  dismissed: 'Dismissed',
  paths: 'Paths of today',
  sources: 'Other sources',
}

export function SuggestionTabBar({ active, counts }: { active: SuggestionTab; counts: Record<SuggestionTab, number> }) {
  return (
    <TabLinks
      label="Which suggestions"
      tabs={suggestionTabs.map((tab) => ({
        href: suggestionAddress({ tab }),
        name: names[tab],
        count: counts[tab],
        active: tab === active,
      }))}
    />
  )
}
