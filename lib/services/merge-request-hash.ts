// The digest that names a merge request's branch: the same change gives the same branch, another change another one.
import { createHash } from 'node:crypto'
import type { MergeRequestItem } from '@/lib/core/render/merge-request-row'

export function hashFiles(project: string, kind: MergeRequestItem['kind'], files: MergeRequestItem['files']): string {
  const parts = files.map(({ path, action, before, after }) => [path, action, before, after])
  return createHash('sha256')
    .update(JSON.stringify([project, kind, parts]))
    .digest('hex')
}

/** Over all items with their refusals: what was previewed, exactly. */
export function hashItems(items: readonly MergeRequestItem[]): string {
  return createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 16)
}
