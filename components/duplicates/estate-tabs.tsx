// The ways to look at what the scan found, each with its own address.
import { TabLinks } from '../ui/tab-links'

const tabs = [
  { id: 'variables', href: '/inventory', name: 'Variables' },
  { id: 'duplicates', href: '/inventory/duplicates', name: 'Duplicates' },
  { id: 'moves', href: '/inventory/moves', name: 'Moves' },
  { id: 'questionnaire', href: '/inventory/questionnaire', name: 'Ask teams' },
] as const

export type EstateTab = (typeof tabs)[number]['id']

export function EstateTabs({ active }: { active: EstateTab }) {
  return (
    <TabLinks
      label="Views of the inventory"
      tabs={tabs.map(({ id, href, name }) => ({ href, name, active: id === active }))}
    />
  )
}
