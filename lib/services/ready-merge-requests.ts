// Takes CI changes out of Draft: those that people named, and of these only where all that they need was just seen live.
import { findMergeRequests, type StoredMergeRequest, updateMergeRequest } from '@/lib/db/merge-request-repository'
import { AppError, messages } from '@/lib/errors'
import { readMergeRequest, setDraft } from '@/lib/gitlab/merge-requests'
import { type GitlabPlace, gitlabInstances, gitlabPlaces } from './gitlab-instances'
import { outdatedOf, waitsOf } from './list-merge-requests'
import { loadLiveVerdicts } from './load-live-verdicts'
import { findPlan } from './load-plan'
import { readVaults } from './read-vaults'

const shownWaits = 5

/** `ids` of rows. Vault is read first, so that no old reading counts. What is not proven stays a draft and says why. */
export async function readyMergeRequests(ids: string[], who: string): Promise<void> {
  const { first, others } = gitlabInstances()
  if (![first, ...others].some((one) => one?.writeToken)) throw new AppError('gitlab_no_write_token')
  const placeOf = gitlabPlaces()
  await readVaults()
  const [rows, planned, live] = await Promise.all([findMergeRequests(), findPlan(), loadLiveVerdicts()])
  for (const row of rows.filter(({ id }) => ids.includes(id))) {
    const outdated = outdatedOf(row, planned)
    const waits = waitsOf(row, live) ?? []
    const texts = outdated === null ? waits.map(({ text }) => text) : [outdated]
    const message =
      texts.length > 0 ? `Stays a draft. ${shorten(texts)}` : await leaveDraft(placeOf(row.project), row, who)
    await updateMergeRequest(row.id, { message })
  }
}

function shorten(texts: string[]): string {
  const more = texts.length > shownWaits ? ` And ${texts.length - shownWaits} more.` : ''
  return `${texts.slice(0, shownWaits).join('. ')}.${more}`
}

/** Gives what the row says from then on. */
async function leaveDraft(place: GitlabPlace | null, row: StoredMergeRequest, who: string): Promise<string> {
  const client = place?.writer() ?? null
  if (place === null || client === null) return `Stays a draft. ${messages.gitlab_no_write_token}`
  if (row.iid === null) return 'Stays a draft. It has no number in GitLab yet.'
  try {
    const now = await readMergeRequest(client, place.path, row.iid)
    if (now === null) return 'Stays as it is. GitLab does not show this merge request to the token any more.'
    if (now.state !== 'open') return `Stays as it is. It is ${now.state} in GitLab.`
    if (now.sha !== row.head) return foreignCommit
    const { draft, title } = now.draft ? await setDraft(client, place.path, now, false) : now
    await updateMergeRequest(row.id, { draft, title })
    return `Left Draft by ${who}: role, policies and every path with its field were seen in Vault.`
  } catch (error) {
    return `Stays a draft. ${error instanceof AppError ? error.message : messages.unexpected}`
  }
}

export const foreignCommit =
  'A draft: its branch holds a commit that Cutover did not make. Review it, then close this one and open a new one.'
