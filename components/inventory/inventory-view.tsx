// The inventory as people work in it: filter, chips, table, details, and decisions for the selected rows.
'use client'

import type { RowSelectionState } from '@tanstack/react-table'
import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useState, useTransition } from 'react'
import type { BulkEdit } from '@/lib/core/mapping/apply-bulk-edit'
import type { State } from '@/lib/core/mapping/plan'
import type { InventoryRow, VariableDetail } from '@/lib/core/render/inventory-row'
import { DataTable } from '../data-table/data-table'
import { Pagination } from '../data-table/pagination'
import { Notice } from '../ui/notice'
import { BulkBar } from './bulk-bar'
import { BulkDialog } from './bulk-dialog'
import type { BulkActions, BulkSelection, Declared } from './bulk-request'
import { inventoryAddress, sortable, type InventoryView as View } from './inventory-address'
import { InventoryChips } from './inventory-chips'
import { columnNames, inventoryColumns, numericColumns } from './inventory-columns'
import { InventoryFilter } from './inventory-filter'
import { VariableDrawer } from './variable-drawer'

const rowId = (row: InventoryRow) => row.id
const rowName = ({ variable }: InventoryRow) =>
  `${variable.key} of ${variable.owner ?? 'the instance'}, scope ${variable.environmentScope}`

export function InventoryView({
  view,
  rows,
  total,
  all,
  counts,
  filterErrors,
  detail,
  radius,
  team,
  declared,
  actions,
  mayEdit,
  empty,
}: {
  view: View
  rows: InventoryRow[]
  /** Rows that the filter finds. */
  total: number
  /** Rows of the whole inventory. */
  all: number
  counts: Record<State, number>
  filterErrors: string[]
  detail: VariableDetail | null
  /** Who could use the variable that is open; comes after the rest. */
  radius: ReactNode
  /** Owners and comments of the variable that is open. */
  team: ReactNode
  declared: Declared
  actions: BulkActions
  mayEdit: boolean
  /** Shown in place of rows when the filter finds none. */
  empty: ReactNode
}) {
  const router = useRouter()
  const [busy, move] = useTransition()
  const [selection, setSelection] = useState<RowSelectionState>({})
  const [everything, setEverything] = useState<string | null>(null)
  const [editing, setEditing] = useState<{ kind: BulkEdit['kind']; selection: BulkSelection; count: number } | null>(
    null,
  )
  const [done, setDone] = useState<string | null>(null)

  const go = useCallback(
    (change: Partial<View>, how: 'push' | 'replace' = 'replace') =>
      move(() => router[how](inventoryAddress({ ...view, ...change }), { scroll: false })),
    [router, view],
  )
  const changeFilter = useCallback((filter: string) => go({ filter, page: 1, row: null }), [go])
  const open = useCallback((row: string) => go({ row }), [go])

  const ids = Object.keys(selection).filter((id) => selection[id])
  const allMatching = everything === view.filter
  const count = allMatching ? total : ids.length
  const hidden = columnNames
    .filter((column) => (view.columns ? !view.columns.includes(column.id) : !column.usual))
    .map((column) => column.id)
  const clear = () => {
    setSelection({})
    setEverything(null)
  }
  return (
    <>
      <InventoryFilter
        filter={view.filter}
        matches={`${total.toLocaleString('en')} of ${all.toLocaleString('en')}`}
        errors={filterErrors}
        busy={busy}
        onChange={changeFilter}
      />
      <InventoryChips view={view} counts={counts} />
      {done ? (
        <Notice weight="good" live className="mb-2.5">
          {done}. Mapping can undo it.
        </Notice>
      ) : null}
      <div className="overflow-hidden rounded-xl border border-line bg-surface">
        {rows.length === 0 ? (
          empty
        ) : (
          <DataTable
            label="Variables"
            rows={rows}
            columns={inventoryColumns}
            rowId={rowId}
            rowName={rowName}
            hidden={hidden}
            numeric={numericColumns}
            sort={{
              column: view.sort,
              direction: view.direction,
              columns: sortable,
              address: (column) =>
                inventoryAddress({
                  ...view,
                  page: 1,
                  sort: column,
                  direction: view.sort === column && view.direction === 'asc' ? 'desc' : 'asc',
                }),
            }}
            selection={selection}
            onSelect={(next) => {
              setEverything(null)
              setSelection(next)
            }}
            openId={view.row}
            onOpen={open}
            busy={busy}
          />
        )}
        {rows.length > 0 || view.page > 1 ? (
          <Pagination
            page={view.page}
            pageSize={view.pageSize}
            total={total}
            address={(page) => inventoryAddress({ ...view, page, row: null })}
            onPageSize={(pageSize) => go({ pageSize, page: 1 })}
          />
        ) : null}
      </div>
      {count > 0 ? <div className="h-16" aria-hidden="true" /> : null}
      {detail ? (
        <VariableDrawer
          detail={detail}
          radius={radius}
          team={team}
          position={rows.findIndex((row) => row.id === detail.id) + 1}
          of={rows.length}
          mayEdit={mayEdit}
          onEdit={(kind) => setEditing({ kind, selection: { ids: [detail.id] }, count: 1 })}
          onClose={() => go({ row: null })}
        />
      ) : null}
      {count > 0 && mayEdit ? (
        <BulkBar
          selected={count}
          matching={total}
          all={allMatching}
          onAll={() => setEverything(view.filter)}
          onClear={clear}
          onEdit={(kind) => setEditing({ kind, selection: allMatching ? { filter: view.filter } : { ids }, count })}
        />
      ) : null}
      {editing ? (
        <BulkDialog
          kind={editing.kind}
          selection={editing.selection}
          selected={editing.count}
          declared={declared}
          actions={actions}
          onClose={() => setEditing(null)}
          onDone={(message) => {
            setEditing(null)
            clear()
            setDone(message)
            router.refresh()
          }}
        />
      ) : null}
    </>
  )
}
