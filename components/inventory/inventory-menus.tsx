// The two menus of the inventory: which columns, and the export of what is shown.
'use client'

import { useRouter } from 'next/navigation'
import { Button } from '../ui/button'
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLink } from '../ui/menu'
import { type InventoryView, inventoryAddress } from './inventory-address'
import { columnNames } from './inventory-columns'

export function InventoryMenus({ view, total }: { view: InventoryView; total: number }) {
  const router = useRouter()
  const shown = view.columns ?? columnNames.filter((column) => column.usual).map((column) => column.id)
  const show = (columns: string[] | null) => router.replace(inventoryAddress({ ...view, columns }), { scroll: false })
  const file = (format: string) => `/inventory/export?${new URLSearchParams({ format, filter: view.filter })}`
  return (
    <>
      <Menu trigger={<Button>Export</Button>}>
        <MenuLabel>{total.toLocaleString('en')} rows as filtered, without values</MenuLabel>
        <MenuLink href={file('csv')} download>
          CSV
        </MenuLink>
        <MenuLink href={file('json')} download>
          JSON
        </MenuLink>
      </Menu>
      <Menu trigger={<Button>Columns</Button>}>
        <MenuLabel>Columns</MenuLabel>
        {columnNames.map((column) => (
          <MenuCheck
            key={column.id}
            checked={shown.includes(column.id)}
            onChange={(checked) => {
              const next = columnNames
                .map(({ id }) => id)
                .filter((id) => (id === column.id ? checked : shown.includes(id)))
              if (next.length > 0) show(next)
            }}
          >
            {column.name}
          </MenuCheck>
        ))}
        <MenuItem onSelect={() => show(null)}>As usual</MenuItem>
      </Menu>
    </>
  )
}
