// The reminder of merge requests that wait: one message, by who has to act.
import { type Actor, ageInDays, nextStep } from './merge-request-next'
import type { MergeRequestRow } from './merge-request-row'

export type ReminderEntry = {
  id: string
  project: string
  kind: MergeRequestRow['kind']
  title: string
  url: string
  days: number
  actor: Actor
  next: string
}

export type Reminder = {
  /** Plain text, as Slack, Mattermost and Teams take it. */
  text: string
  merge_requests: Omit<ReminderEntry, 'id'>[]
}

const heads: Partial<Record<Actor, string>> = {
  owner: 'Owners',
  platform: 'The platform team',
  vault: 'Vault’s side',
}

/** Takes all rows and gives those open for so many days, oldest first, unless somebody was reminded of them in that time. */
export function dueReminders(
  rows: readonly (MergeRequestRow & { remindedAt: string | null })[],
  afterDays: number,
  now: Date,
): ReminderEntry[] {
  const recently = now.getTime() - afterDays * 24 * 3600 * 1000
  return rows
    .flatMap((row): ReminderEntry[] => {
      const days = ageInDays(row, now)
      if (days === null || days < afterDays || row.url === null) return []
      if (row.remindedAt !== null && Date.parse(row.remindedAt) > recently) return []
      const { id, project, kind, title, url } = row
      const { actor, text } = nextStep(row)
      return [{ id, project, kind, title, url, days, actor, next: text }]
    })
    .sort((one, other) => other.days - one.days)
}

/** Line breaks of foreign text would make lines of their own. */
export function reminderMessage(entries: readonly ReminderEntry[]): Reminder {
  const lines = Object.entries(heads).flatMap(([actor, head]) => {
    const mine = entries.filter((entry) => entry.actor === actor)
    if (mine.length === 0) return []
    return [`${head}:`, ...mine.map((one) => `- ${oneLine(one.project)}, ${one.days} days: ${one.next}. ${one.url}`)]
  })
  const count = entries.length === 1 ? '1 merge request waits' : `${entries.length} merge requests wait`
  return {
    text: [`Cutover: ${count}.`, ...lines].join('\n'),
    merge_requests: entries.map(({ id: _, ...entry }) => entry),
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')
