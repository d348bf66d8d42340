// The types around a connection's rows: the connection itself, its edges, and page information.
import { type Field, list, type ObjectType, object, scalar } from './field.ts'

export interface Page {
  rows: unknown[]
  start: number
  total: number
}

export const pageInfoType: ObjectType = {
  hasNextPage: scalar<Page>(({ rows, start, total }) => start + rows.length < total),
  hasPreviousPage: scalar<Page>(({ start }) => start > 0),
  startCursor: scalar<Page>(({ rows, start }) => (rows.length === 0 ? null : cursorOf(start))),
  endCursor: scalar<Page>(({ rows, start }) => (rows.length === 0 ? null : cursorOf(start + rows.length - 1))),
}

/** The connection type over rows of a type. */
export function connectionType(node: string): ObjectType {
  return {
    nodes: list<Page>(node, ({ rows }) => rows),
    edges: list<Page>(`${node}Edge`, ({ rows, start }) =>
      rows.map((row, at) => ({ row, cursor: cursorOf(start + at) })),
    ),
    pageInfo: object<Page>('PageInfo', (page) => page),
    count: scalar<Page>(({ total }) => total),
  }
}

export function edgeType(node: string): Record<string, Field> {
  return {
    node: object<{ row: unknown }>(node, ({ row }) => row),
    cursor: scalar<{ cursor: string }>(({ cursor }) => cursor),
  }
}

/** Cuts a page out of all rows: 100 at most, after or before an opaque cursor. */
export function cutPage(rows: unknown[], args: Record<string, unknown>): Page {
  const from = typeof args.after === 'string' ? positionOf(args.after) + 1 : 0
  const to = typeof args.before === 'string' ? positionOf(args.before) : rows.length
  const size = Math.min(100, Number(args.first ?? args.last ?? 100))
  const backwards = args.first === undefined && args.last !== undefined
  const start = backwards ? Math.max(from, to - size) : from
  return { rows: rows.slice(start, Math.min(to, start + size)), start, total: rows.length }
}

function cursorOf(position: number): string {
  return Buffer.from(JSON.stringify({ at: position })).toString('base64url')
}

function positionOf(cursor: string): number {
  const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')).at
  if (typeof position !== 'number') throw new Error('Please provide a valid cursor')
  return position
}
