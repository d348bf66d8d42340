// The columns of a table whose widths are fixed: their widths, and their names as headings.
import { classNames } from './class-names'

export type TableColumn = {
  name: string
  /** As CSS says it; without one the column shares what is left. */
  width?: string
  /** Numbers stand at the right. */
  numeric?: boolean
}

export function TableHead({ columns }: { columns: readonly TableColumn[] }) {
  return (
    <>
      <colgroup>
        {columns.map(({ name, width }) => (
          <col key={name} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ name, numeric }) => (
            <th
              key={name}
              scope="col"
              className={classNames(
                'h-8.5 px-2 text-sm font-medium text-muted first:pl-4 last:pr-4',
                numeric ? 'text-right' : 'text-left',
              )}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
    </>
  )
}
