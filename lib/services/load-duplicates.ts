// Duplicate keys across projects: one page of groups with what could be done about each.
import { type Advice, advices, commonGroup, type DuplicateGroup } from '@/lib/core/inventory/duplicates'
import {
  countProjectsBelow,
  type DuplicateCounts,
  type DuplicateOrder,
  type DuplicateRow,
  findDuplicates,
} from '@/lib/db/duplicate-repository'
import { readFilter } from './query-inventory'

export type DuplicatesQuery = {
  filter: string
  advice: Advice | null
  sort: DuplicateOrder
  page: number
  pageSize: number
}

export type DuplicatesPage = {
  groups: DuplicateGroup[]
  /** Of this advice, over all pages. */
  total: number
  counts: DuplicateCounts
  filterErrors: string[]
}

/** Projects that a group names; the others are one click away. */
const named = 3

/** `filter` is the inventory's language; `page` counts from 1. What is gone is left out. */
export async function loadDuplicates(query: DuplicatesQuery): Promise<DuplicatesPage> {
  const filter = readFilter(query.filter)
  const offset = (Math.max(1, query.page) - 1) * query.pageSize
  const found = await findDuplicates(filter, query.advice, query.sort, { offset, limit: query.pageSize, named })
  const counts = { group: 0, above: 0, apart: 0, ...found.counts }
  const groups = new Set(found.rows.flatMap(({ first, last }) => commonGroup(first, last) ?? []))
  const below = await countProjectsBelow([...groups])
  return {
    groups: found.rows.map((row) => groupOf(row, below)),
    total: query.advice === null ? advices.reduce((sum, one) => sum + counts[one], 0) : counts[query.advice],
    counts,
    filterErrors: filter.errors,
  }
}

function groupOf(row: DuplicateRow, below: Map<string, number>): DuplicateGroup {
  const common = commonGroup(row.first, row.last)
  return {
    shape: {
      key: row.key,
      variableType: row.type,
      environmentScope: row.scope,
      protected: row.protected,
      masked: row.masked,
      hidden: row.hidden,
      raw: row.raw,
    },
    projects: row.projects,
    commonGroup: common,
    projectsInGroup: common === null ? null : (below.get(common) ?? null),
    advice: row.advice,
    shapes: row.shapes,
    some: row.some,
  }
}
