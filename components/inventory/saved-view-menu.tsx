// Named views of the inventory: one's own, and those that others share. Choosing one goes to its address.
'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '../ui/button'
import { Menu, MenuItem, MenuLabel } from '../ui/menu'
import { type InventoryView, inventoryAddress } from './inventory-address'
import { type SavedViewActions, SavedViewDialog, type Shown } from './saved-view-dialog'

export function SavedViewMenu({
  view,
  views,
  me,
  mayShare,
  actions,
}: {
  view: InventoryView
  views: Shown[]
  me: string
  mayShare: boolean
  actions: SavedViewActions
}) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const here = inventoryAddress({ ...view, page: 1, row: null })
  const current = views.find(({ address }) => address === here)
  const own = views.filter(({ who }) => who === me)
  const others = views.filter(({ who }) => who !== me)
  const item = (one: Shown) => (
    <MenuItem key={one.id} onSelect={() => router.push(one.address, { scroll: false })}>
      <span className="min-w-0 flex-1 truncate">{one.name}</span>
      {one.address === here ? <span className="text-sm text-muted">shown</span> : null}
      {one.who === me ? (
        one.shared ? (
          <span className="text-sm text-muted">shared</span>
        ) : null
      ) : (
        <span className="text-sm text-muted">by {one.who}</span>
      )}
    </MenuItem>
  )
  return (
    <>
      <Menu
        trigger={
          <Button className="max-w-52">
            <span className="truncate">{current ? `View: ${current.name}` : 'Views'}</span>
          </Button>
        }
      >
        <MenuLabel>{own.length > 0 ? 'My views' : 'No views of my own yet'}</MenuLabel>
        {own.map(item)}
        {others.length > 0 ? <MenuLabel>Shared by others</MenuLabel> : null}
        {others.map(item)}
        <MenuItem onSelect={() => setOpen(true)}>Save or delete a view…</MenuItem>
      </Menu>
      {open ? (
        <SavedViewDialog
          address={here}
          name={current?.who === me ? current.name : ''}
          own={own}
          mayShare={mayShare}
          actions={actions}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
