// What the list of merge requests shows, as the address bar keeps it.
import type { Actor } from '@/lib/core/render/merge-request-next'

export const pageSize = 50

export type RequestsView = { who: Actor | 'all'; page: number }

const whos: readonly RequestsView['who'][] = ['all', 'platform', 'vault', 'owner', 'cutover', 'nobody']

/** What the address does not say, or says wrongly, is the first page of all. */
export function readRequestsAddress(parameters: Record<string, string | string[] | undefined>): RequestsView {
  const page = Number(parameters.page)
  return {
    who: whos.find((one) => one === parameters.who) ?? 'all',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  }
}

export function requestsAddress({ who, page }: Partial<RequestsView>): string {
  const query = new URLSearchParams()
  if (who !== undefined && who !== 'all') query.set('who', who)
  if (page !== undefined && page > 1) query.set('page', String(page))
  const text = query.toString()
  return text === '' ? '/merge-requests' : `/merge-requests?${text}`
}
