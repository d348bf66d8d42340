// The qualifiers that the filter knows, each with one example that a click puts into the field.
'use client'

import { ListFilterPlus } from 'lucide-react'
import { Menu, MenuItem, MenuLabel } from '../ui/menu'

const examples: [string, string][] = [
  ['state:open', 'no place in Vault yet'],
  ['state:blocked', 'cannot move as it is'],
  ['tier:production', 'jobs of production use it; also none: without a tier, or no job'],
  ['used:no', 'no job uses it; also yes, unknown'],
  ['is:unmasked', 'also masked, hidden, protected, raw, file'],
  ['is:secret', 'looks like one; also plain, unclear'],
  ['group:payments', 'in this group or below it'],
  ['project:payments/*', 'in projects of this path'],
  ['level:group', 'also instance, project, schedule'],
  ['scope:production', 'the environment scope as written'],
  ['key:*_TOKEN', 'the name, with * for any text'],
  ['owned:ada.okafor', 'a project or group of this owner; also none, unknown'],
  ['commented:yes', 'people said something about it; also no'],
  ['new:7d', 'first seen within 7 days, the first scan apart; yes: by the last scan'],
  ['gone:yes', 'the last scan no longer saw it; 7d: within 7 days; state:gone is all of them'],
  ['target:secret', 'goes to this mount or path; also none'],
  ['blocker:star_unanswered', 'blocked by this; also none'],
  ['-level:group', 'a minus turns any of them round'],
]

export function FilterHelp({ onAdd }: { onAdd: (part: string) => void }) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label="Qualifiers of the filter"
          title="Qualifiers"
          className="inline-flex size-6 items-center justify-center rounded-sm text-muted hover:bg-raised hover:text-text"
        >
          <ListFilterPlus className="size-4" aria-hidden="true" />
        </button>
      }
    >
      <MenuLabel>Add to the filter</MenuLabel>
      {examples.map(([part, text]) => (
        <MenuItem key={part} onSelect={() => onAdd(part)}>
          <span className="w-52 font-mono text-sm">{part}</span>
          <span className="text-sm text-muted">{text}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}
