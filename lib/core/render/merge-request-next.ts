// Who has to act on a merge request, and on what: the age view and the reminders go by it.
import type { MergeRequestRow } from './merge-request-row'

export type Actor = 'cutover' | 'platform' | 'vault' | 'owner' | 'nobody'

export type NextStep = { actor: Actor; text: string }

/** What the decision rests on. */
export type RequestFacts = Pick<
  MergeRequestRow,
  'kind' | 'state' | 'draft' | 'waits' | 'outdated' | 'conflicts' | 'assignee' | 'closeReason' | 'openAfter' | 'ring'
>

/** `platform` are the people who use Cutover, `vault` those who apply policies, roles and values, `owner` the project's. */
export function nextStep(row: RequestFacts): NextStep {
  switch (row.state) {
    case 'queued':
      return row.openAfter === null
        ? { actor: 'owner', text: `Ring ${row.ring} waits until the earlier ones are merged` }
        : { actor: 'cutover', text: 'Opens it when its turn comes' }
    case 'opening':
      return { actor: 'cutover', text: 'Is opening it' }
    case 'open':
      return openStep(row)
    case 'closed':
      return row.closeReason === null
        ? { actor: 'platform', text: 'Say why it was closed' }
        : { actor: 'nobody', text: 'Closed with a reason' }
    case 'invalid':
    case 'refused':
    case 'failed':
      return { actor: 'platform', text: 'See what it says, then preview again' }
    default:
      return { actor: 'nobody', text: 'Nothing is left to do' }
  }
}

function openStep(row: RequestFacts): NextStep {
  if (row.outdated !== null) return { actor: 'platform', text: 'Preview again: the plan has moved' }
  if (row.conflicts) return { actor: 'platform', text: 'Scan and preview again: the target branch has moved' }
  const owner = row.assignee === null ? 'the owner' : `@${row.assignee}`
  if (row.kind === 'policy') return { actor: 'vault', text: 'Review, merge and apply policies and roles' }
  if (row.draft === false) return { actor: 'owner', text: `Review and merge, by ${owner}` }
  if (row.waits === null || row.waits.length > 0) return { actor: 'vault', text: 'Bring what it waits for into Vault' }
  return { actor: 'platform', text: 'Take it out of Draft' }
}

/** Whole days since it was opened; null where it is not open. */
export function ageInDays({ state, openedAt }: Pick<MergeRequestRow, 'state' | 'openedAt'>, now: Date): number | null {
  if (state !== 'open' || openedAt === null) return null
  return Math.max(0, Math.floor((now.getTime() - Date.parse(openedAt)) / (24 * 3600 * 1000)))
}
