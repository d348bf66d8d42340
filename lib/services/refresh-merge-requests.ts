// Reads back from GitLab what became of the merge requests.

import { disproves, type LiveVerdicts } from '@/lib/core/render/merge-request-waits'
import { findMergeRequests, type StoredMergeRequest, updateMergeRequest } from '@/lib/db/merge-request-repository'
import { AppError } from '@/lib/errors'
import { noteMergeRequest, type OpenedMergeRequest, readMergeRequest, setDraft } from '@/lib/gitlab/merge-requests'
import { type GitlabPlace, gitlabPlaces } from './gitlab-instances'
import { waitsOf } from './list-merge-requests'
import { loadLiveVerdicts } from './load-live-verdicts'
import { foreignCommit } from './ready-merge-requests'

/** Open ones, and the latest of each project and kind where people closed it: they may open it again. One that fails does not stop the rest. */
export async function refreshMergeRequests(): Promise<void> {
  const placeOf = gitlabPlaces()
  const live = await loadLiveVerdicts()
  const latest = new Set<string>()
  for (const row of await findMergeRequests()) {
    const name = `${row.kind}:${row.project}`
    const newest = !latest.has(name)
    latest.add(name)
    if (row.state === 'open' || (row.state === 'closed' && newest)) await refresh({ placeOf, live }, row)
  }
}

type Means = { placeOf: ReturnType<typeof gitlabPlaces>; live: ReadonlyMap<string, LiveVerdicts> }

async function refresh({ placeOf, live }: Means, row: StoredMergeRequest): Promise<void> {
  const place = placeOf(row.project)
  if (row.iid === null || !place?.settings.scanToken) return
  try {
    const now = await readMergeRequest(place.reader(), place.path, row.iid)
    if (now === null) {
      // Gone or hidden is unknown: the row keeps its state and says so.
      const message = 'GitLab does not show this merge request to the token any more.'
      if (row.message !== message) await updateMergeRequest(row.id, { message })
      return
    }
    const why = now.state === 'open' && row.kind === 'ci' ? whyDraft(row, now, live) : null
    const { draft, title } = why !== null && !now.draft ? await draftAgain(place, now, why) : now
    const kept = row.state === now.state ? row.message : null
    const message = why ?? (kept === foreignCommit ? null : kept)
    const { state, conflicts } = now
    const read = { state, message, draft, title, conflicts }
    if (Object.entries(read).some(([name, value]) => row[name as keyof typeof read] !== value)) {
      await updateMergeRequest(row.id, read)
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

/** What may not be merged as it is; null where nothing is known against it. What is unknown is no reason. */
function whyDraft(row: StoredMergeRequest, now: OpenedMergeRequest, live: Means['live']): string | null {
  if (row.head !== null && now.sha !== row.head) return foreignCommit
  if (now.draft) return null
  const [against] = (waitsOf(row, live) ?? []).filter(disproves)
  return against ? `A draft again: ${against.text}.` : null
}

/** Protects the pipeline: people who read the request are told why. */
async function draftAgain(
  { path, writer }: Pick<GitlabPlace, 'path' | 'writer'>,
  now: OpenedMergeRequest,
  why: string,
): Promise<OpenedMergeRequest> {
  const client = writer()
  if (client === null) return now
  const drafted = await setDraft(client, path, now, true)
  await noteMergeRequest(client, path, now.iid, why)
  return drafted
}
