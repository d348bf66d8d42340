// The binding table as a file: this environment, or all of them.
'use client'

import { Button } from '../ui/button'
import { Menu, MenuLabel, MenuLink } from '../ui/menu'

const formats = [
  ['csv', 'CSV'],
  ['md', 'Markdown'],
  ['json', 'JSON'],
] as const

export function BindingsExport({ environment }: { environment: string }) {
  const file = (format: string, one: boolean) =>
    `/bindings/export?${new URLSearchParams(one ? { format, environment } : { format })}`
  return (
    <Menu trigger={<Button>Export</Button>}>
      <MenuLabel>{environment || 'Jobs without an environment'}</MenuLabel>
      {formats.map(([format, name]) => (
        <MenuLink key={format} href={file(format, true)} download>
          {name}
        </MenuLink>
      ))}
      <MenuLabel>All environments</MenuLabel>
      {formats.map(([format, name]) => (
        <MenuLink key={format} href={file(format, false)} download>
          {name}
        </MenuLink>
      ))}
    </Menu>
  )
}
