// The ways to ask about access, each with its own address.
import { TabLinks } from '../ui/tab-links'

export type AccessTab = 'project' | 'group' | 'who' | 'change' | 'assertions'

/** `broken`: how many assertions are; null where it is not known here. */
export function AccessTabs({ active, broken }: { active: AccessTab; broken?: number | null }) {
  const tabs = [
    { id: 'project', href: '/access', name: 'One project' },
    { id: 'group', href: '/access?group=', name: 'A whole group' },
    { id: 'who', href: '/access/who', name: 'Who can read this' },
    { id: 'change', href: '/access/change', name: 'Change a role' },
    { id: 'assertions', href: '/access/assertions', name: 'Assertions', count: broken || undefined },
  ]
  return (
    <TabLinks
      label="Ways to ask about access"
      tabs={tabs.map(({ id, count, ...tab }) => ({
        ...tab,
        active: id === active,
        ...(count === undefined ? {} : { count }),
      }))}
    />
  )
}
