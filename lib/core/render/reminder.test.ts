import { describe, expect, it } from 'vitest'
import type { MergeRequestRow } from './merge-request-row'
import { dueReminders, reminderMessage } from './reminder'

const now = new Date('2026-01-20T00:00:00Z')

const row = (project: string, openedAt: string, remindedAt: string | null = null) => {
  const known: MergeRequestRow & { remindedAt: string | null } = {
    ...{ id: project, project, kind: 'ci', branch: 'b', state: 'open', url: `https://gitlab.example.com/${project}` },
    ...{ title: 'T', message: null, draft: false, waits: [], outdated: null, batch: null, ring: 1, perHour: null },
    ...{ openAfter: null, openedAt, conflicts: false, assignee: 'ada', closeReason: null, closeNote: null },
    updatedAt: openedAt,
    remindedAt,
  }
  return known
}

describe('a reminder', () => {
  it('names what is open for long, the oldest first, and nothing that was named lately', () => {
    const rows = [
      row('new', '2026-01-18T00:00:00Z'),
      row('old', '2026-01-10T00:00:00Z'),
      row('older', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
      row('told', '2026-01-01T00:00:00Z', '2026-01-19T00:00:00Z'),
    ]
    expect(dueReminders(rows, 7, now).map(({ project, days }) => [project, days])).toEqual([
      ['older', 19],
      ['old', 10],
    ])
  })

  it('says who acts on what, one line each', () => {
    const [due] = dueReminders([row('shop', '2026-01-10T00:00:00Z')], 7, now)
    const entries = due ? [{ ...due, project: 'a\nb' }] : []
    const { text, merge_requests: listed } = reminderMessage(entries)
    expect(text.split('\n')).toEqual([
      'Cutover: 1 merge request waits.',
      'Owners:',
      '- a b, 10 days: Review and merge, by @ada. https://gitlab.example.com/shop',
    ])
    expect(listed).toEqual([expect.objectContaining({ actor: 'owner', days: 10 })])
  })
})
