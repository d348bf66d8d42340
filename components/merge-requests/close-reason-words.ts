// Why a merge request was closed without a merge, in words.
import type { CloseReason } from '@/lib/core/render/merge-request-row'

export const closeReasonWords: Record<CloseReason, string> = {
  not_now: 'Not now, ask again later',
  wrong_change: 'The change is wrong',
  will_do_ourselves: 'They make the change themselves',
  not_wanted: 'They do not want it',
  other: 'Another reason',
}
