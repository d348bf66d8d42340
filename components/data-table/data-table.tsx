// The one table: rows of 34 pixels, columns that can be resized, a cursor that the keyboard moves, selection.
'use client'

import { type ColumnDef, type RowData, type RowSelectionState, useTable } from '@tanstack/react-table'
import { type Dispatch, type SetStateAction, useEffect, useRef } from 'react'
import { isTyping } from '../layout/is-typing'
import { classNames } from '../ui/class-names'
import { CheckBox } from '../ui/controls'
import { SortHeader } from './sort-header'
import { type Features, features } from './table-features'

export type TableSort = {
  column: string
  direction: 'asc' | 'desc'
  address: (column: string) => string
  columns: readonly string[]
}

export function DataTable<Row extends RowData>({
  label,
  rows,
  columns,
  rowId,
  rowName,
  hidden,
  numeric,
  sort,
  selection,
  onSelect,
  openId,
  onOpen,
  busy,
}: {
  label: string
  rows: Row[]
  columns: ColumnDef<Features, Row>[]
  rowId: (row: Row) => string
  /** What the check box of a row says to those who do not see it. */
  rowName: (row: Row) => string
  /** Ids of the columns that are not shown. */
  hidden: string[]
  /** Ids of the columns of numbers, which stand at the right. */
  numeric: readonly string[]
  sort: TableSort
  selection: RowSelectionState
  onSelect: Dispatch<SetStateAction<RowSelectionState>>
  openId: string | null
  onOpen: (id: string) => void
  busy?: boolean
}) {
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    columnResizeMode: 'onChange',
    enableSubRowSelection: false,
    state: { rowSelection: selection, columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])) },
    onRowSelectionChange: onSelect,
  })
  const body = useRef<HTMLTableSectionElement>(null)
  const cursor = useRef<string | null>(openId)
  useEffect(() => {
    if (openId) cursor.current = openId
  }, [openId])

  useEffect(() => {
    const ids = rows.map(rowId)
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (document.querySelector('[role="dialog"][data-state="open"],[role="menu"][data-state="open"]')) return
      const at = cursor.current === null ? -1 : ids.indexOf(cursor.current)
      if (event.key === 'j' || event.key === 'k') {
        const next = ids[event.key === 'j' ? Math.min(at + 1, ids.length - 1) : Math.max(at - 1, 0)]
        if (next === undefined) return
        event.preventDefault()
        cursor.current = next
        const element = body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(next)}"]`)
        element?.scrollIntoView({ block: 'nearest' })
        if (openId) onOpen(next)
        else element?.querySelector<HTMLElement>('[data-open]')?.focus({ preventScroll: true })
      }
      if (event.key === 'x' && cursor.current !== null && at >= 0) {
        event.preventDefault()
        table.getRow(cursor.current).toggleSelected()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [rows, rowId, openId, onOpen, table])

  const width = table.getVisibleLeafColumns().reduce((sum, column) => sum + column.getSize(), 36)
  return (
    <div className="thin-scroll overflow-x-auto" aria-busy={busy}>
      <table
        aria-label={label}
        className={classNames('w-full table-fixed border-separate border-spacing-0', busy && 'opacity-60')}
        style={{ minWidth: width }}
      >
        <colgroup>
          <col style={{ width: 36 }} />
          {table.getVisibleLeafColumns().map((column) => (
            <col key={column.id} style={{ width: column.getSize() }} />
          ))}
        </colgroup>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              <th scope="col" className="h-8.5 pl-3 text-left align-middle">
                <CheckBox
                  aria-label="Select all rows of this page"
                  checked={rows.length > 0 && table.getIsAllRowsSelected()}
                  indeterminate={table.getIsSomeRowsSelected()}
                  onChange={table.getToggleAllRowsSelectedHandler()}
                  className="block"
                />
              </th>
              {group.headers.map((header) => (
                <SortHeader
                  key={header.id}
                  id={header.column.id}
                  sort={sort}
                  numeric={numeric.includes(header.column.id)}
                  onResize={header.getResizeHandler()}
                  onNudge={(pixels) =>
                    table.setColumnSizing((sizes) => ({
                      ...sizes,
                      [header.column.id]: Math.max(60, header.column.getSize() + pixels),
                    }))
                  }
                >
                  <table.FlexRender header={header} />
                </SortHeader>
              ))}
            </tr>
          ))}
        </thead>
        <tbody ref={body}>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              data-row={row.id}
              onClick={(event) => {
                if (event.target instanceof Element && event.target.closest('a,button,input,label')) return
                if (getSelection()?.toString()) return
                onOpen(row.id)
              }}
              className={classNames(
                'group/row cursor-pointer has-[:focus-visible]:bg-raised',
                row.getIsSelected() ? 'bg-accent-soft' : row.id === openId ? 'bg-raised' : 'hover:bg-raised',
              )}
            >
              <td className="h-8.5 border-t border-line pl-3 align-middle">
                <CheckBox
                  aria-label={`Select ${rowName(row.original)}`}
                  checked={row.getIsSelected()}
                  onChange={row.getToggleSelectedHandler()}
                  className="block"
                />
              </td>
              {row.getVisibleCells().map((cell) => (
                <td
                  key={cell.id}
                  className={classNames(
                    'h-8.5 truncate border-t border-line px-2 align-middle',
                    numeric.includes(cell.column.id) && 'pr-4 text-right tabular-nums',
                  )}
                >
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
