// Names one planned merge request, as the opening job knows it.
import type { MergeRequestItem } from '@/lib/core/render/merge-request-row'

export function requestName(item: Pick<MergeRequestItem, 'kind' | 'project'>): string {
  return `${item.kind}:${item.project}`
}
