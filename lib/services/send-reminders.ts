// Tells a web hook which merge requests wait for long, and for whom; each once in so many days.
import { request } from 'undici'
import { dueReminders, reminderMessage } from '@/lib/core/render/reminder'
import { findMergeRequests, updateMergeRequest } from '@/lib/db/merge-request-repository'
import { reminderSettings } from '@/lib/env'
import { listMergeRequests } from './list-merge-requests'

const timeout = 15_000

/** Gives how many were named. A hook that does not take the message is tried again the next time; its answer is not read. */
export async function sendReminders(): Promise<number> {
  const settings = reminderSettings()
  if (settings === null) return 0
  const [rows, stored] = await Promise.all([listMergeRequests(), findMergeRequests()])
  const reminded = new Map(stored.map(({ id, remindedAt }) => [id, remindedAt]))
  const now = new Date()
  const due = dueReminders(
    rows.map((row) => ({ ...row, remindedAt: reminded.get(row.id) ?? null })),
    settings.afterDays,
    now,
  )
  if (due.length === 0) return 0
  const { statusCode, body } = await request(settings.url.reveal(), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(reminderMessage(due)),
    headersTimeout: timeout,
    bodyTimeout: timeout,
  })
  await body.dump()
  if (statusCode >= 300) throw new Error(`The web hook answered with ${statusCode}`)
  for (const { id } of due) await updateMergeRequest(id, { remindedAt: now.toISOString() })
  return due.length
}
