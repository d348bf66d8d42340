// The older open merge request of the same project and kind is closed with a link to the new one.
import { findMergeRequests, updateMergeRequest } from '@/lib/db/merge-request-repository'
import type { GitlabClient } from '@/lib/gitlab/gitlab-client'
import { closeMergeRequest, noteMergeRequest, readMergeRequest } from '@/lib/gitlab/merge-requests'
import type { PlannedMergeRequest } from './plan-merge-requests'

/** `url` is the new one's. What people merged or closed meanwhile keeps the state that they gave it. Can be called again. */
export async function supersedeOlder(
  client: GitlabClient,
  { item, projectId, artefactHash }: PlannedMergeRequest,
  url: string,
): Promise<void> {
  const older = (await findMergeRequests()).filter(
    (one) =>
      one.project === item.project &&
      one.kind === item.kind &&
      one.state === 'open' &&
      one.artefactHash !== artefactHash,
  )
  for (const one of older) {
    if (one.iid === null) continue
    const now = await readMergeRequest(client, projectId, one.iid)
    if (now && now.state !== 'open') {
      await updateMergeRequest(one.id, { state: now.state, message: null })
      continue
    }
    const message = `Superseded by ${url}`
    if (now) {
      if (one.message !== message)
        await noteMergeRequest(client, projectId, one.iid, `${message}: the plan has changed.`)
      // Written down first, so that a second call after a kill closes without a second note.
      await updateMergeRequest(one.id, { message })
      await closeMergeRequest(client, projectId, one.iid)
    }
    await updateMergeRequest(one.id, { state: 'superseded', message })
  }
}
