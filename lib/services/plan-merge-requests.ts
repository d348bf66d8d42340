// The preview: drafts compared with what the repositories hold right now. Runs where the credentials are; changes nothing.
import { recipes } from '@/lib/core/inventory/problem'
import type { MergeRequestNeeds } from '@/lib/core/render/merge-request-needs'
import type { MergeRequestItem, MergeRequestPlan } from '@/lib/core/render/merge-request-row'
import { mergeRequestText } from '@/lib/core/render/merge-request-text'
import { findMergeRequests, type StoredMergeRequest } from '@/lib/db/merge-request-repository'
import { AppError, messages } from '@/lib/errors'
import type { GitlabClient } from '@/lib/gitlab/gitlab-client'
import { GitlabError } from '@/lib/gitlab/gitlab-error'
import { readFile } from '@/lib/gitlab/read-file'
import { type ProjectReading, readProject } from '@/lib/gitlab/read-projects'
import { type Draft, draftMergeRequests } from './draft-merge-requests'
import { findOwners } from './find-owners'
import { type GitlabPlace, gitlabInstances, gitlabPlaces } from './gitlab-instances'
import { hashFiles, hashItems } from './merge-request-hash'

/** What the worker needs beyond the item: where to commit, and the last commit of each changed file. */
export type PlannedMergeRequest = {
  item: MergeRequestItem
  projectId: number
  artefactHash: string
  commitMessage: string
  lastCommits: Record<string, string>
  needs: MergeRequestNeeds | null
  /** The first owner of the project whose number GitLab told. */
  assigneeId: number | null
}

/** `wanted` leaves drafts out, so that their repositories are not asked. */
export async function planMergeRequests(
  wanted: (draft: Draft) => boolean = () => true,
): Promise<{ plan: MergeRequestPlan; planned: PlannedMergeRequest[] }> {
  const { first } = gitlabInstances()
  if (!first?.scanToken) throw new AppError('gitlab_not_configured')
  const placeOf = gitlabPlaces()
  const [known, owners] = await Promise.all([findMergeRequests(), findOwners()])
  const planned: PlannedMergeRequest[] = []
  for (const draft of (await draftMergeRequests()).filter(wanted)) {
    const one = await planOne(placeOf(draft.project), draft, known)
    const assignee = owners.get(draft.project)?.find(({ userId }) => userId !== null)
    if (!one) continue
    const item = { ...one.item, assignee: assignee?.name ?? null }
    planned.push({ ...one, item, assigneeId: assignee?.userId ?? null })
  }
  const items = planned.map(({ item }) => item)
  return { plan: { hash: hashItems(items), items }, planned }
}

type Unassigned = Omit<PlannedMergeRequest, 'assigneeId' | 'item'> & { item: Omit<MergeRequestItem, 'assignee'> }
type Refusal = NonNullable<MergeRequestItem['refused']>

/** Null when the repository holds all of it already. */
async function planOne(
  place: GitlabPlace | null,
  draft: Draft,
  known: StoredMergeRequest[],
): Promise<Unassigned | null> {
  if (draft.files.length === 0) {
    const message = `Nothing can be changed here: ${draft.refused ?? 'no job is left'}. Choose the other placement, or see Artefacts.`
    return assemble(draft, null, { files: [], lastCommits: {} }, known, { code: 'placement_refused', message })
  }
  if (!place?.settings.scanToken) {
    const message = 'The GitLab of this project is not among those that Cutover is set up for. See Connections.'
    const changes = { files: changesOf(draft), lastCommits: {} }
    return assemble(draft, null, changes, known, { code: 'gitlab_not_configured', message })
  }
  const client = place.reader()
  const project = await readProjectOrRefusal(client, place.path)
  if ('refused' in project)
    return assemble(draft, null, { files: changesOf(draft), lastCommits: {} }, known, project.refused)
  const branch = project.repository?.defaultBranch ?? null
  const refused = refusalOf(draft, project, branch, place.settings.writeToken !== null)
  if (branch === null) return assemble(draft, project, { files: changesOf(draft), lastCommits: {} }, known, refused)
  const live = await compareLive(client, project.id, branch, draft).catch((error): Live => {
    if (!(error instanceof GitlabError)) throw error
    return { files: changesOf(draft), lastCommits: {}, refused: { code: error.code, message: error.message } }
  })
  if (live.files.length === 0) return null
  return assemble(draft, project, live, known, live.refused ?? refused)
}

async function readProjectOrRefusal(
  client: GitlabClient,
  path: string,
): Promise<ProjectReading | { refused: Refusal }> {
  try {
    const project = await readProject(client, path)
    return project ?? { refused: { code: 'gitlab_not_found', message: messages.gitlab_not_found } }
  } catch (error) {
    if (!(error instanceof GitlabError)) throw error
    return { refused: { code: error.code, message: error.message } }
  }
}

function refusalOf(draft: Draft, project: ProjectReading, branch: string | null, mayWrite: boolean): Refusal | null {
  if (draft.waits) return { code: draft.waits, message: recipes[draft.waits] }
  if (project.archived)
    return {
      code: 'project_archived',
      message: 'The project is archived, so nothing can be committed. Unarchive it, or leave it out.',
    }
  if (branch === null)
    return { code: 'no_branch', message: 'The project has no default branch to merge into. Push a first commit.' }
  if (!mayWrite) return { code: 'no_write_token', message: messages.gitlab_no_write_token }
  return null
}

type Live = { files: MergeRequestItem['files']; lastCommits: Record<string, string>; refused?: Refusal }

/** What differs from the repository now. A CI file that is not as the scan saw it refuses the whole: it is planned anew, never overwritten. */
async function compareLive(client: GitlabClient, projectId: number, branch: string, draft: Draft): Promise<Live> {
  const files: Live['files'] = []
  const lastCommits: Live['lastCommits'] = {}
  for (const { path, seen, text } of draft.files) {
    const now = await readFile(client, projectId, path, branch)
    if (now?.text === text) continue
    if (now && !now.exact) {
      const message = `${path} is not UTF-8, so it cannot be changed without touching other bytes. Convert it first.`
      return { files: changesOf(draft), lastCommits: {}, refused: { code: 'file_not_utf8', message } }
    }
    if (draft.kind === 'ci' && (now?.text ?? null) !== seen) {
      const message = `${path} was changed since the scan. Scan again: the change is then planned for the file as it is.`
      return { files: changesOf(draft), lastCommits: {}, refused: { code: 'changed_since_scan', message } }
    }
    files.push({ path, action: now ? 'update' : 'create', before: now?.text ?? null, after: text })
    if (now) lastCommits[path] = now.lastCommitId
  }
  return { files, lastCommits }
}

function changesOf(draft: Draft): MergeRequestItem['files'] {
  return draft.files.map(({ path, seen, text }) => ({
    path,
    action: seen === null ? 'create' : 'update',
    before: seen,
    after: text,
  }))
}

function assemble(
  draft: Draft,
  project: ProjectReading | null,
  live: Live,
  known: StoredMergeRequest[],
  refused: Refusal | null,
): Unassigned {
  const artefactHash = hashFiles(draft.project, draft.kind, live.files)
  const mine = known.filter((one) => one.project === draft.project && one.kind === draft.kind)
  const older = mine.find((one) => one.state === 'open' && one.artefactHash !== artefactHash)
  const supersedes = older?.url ?? null
  const text = mergeRequestText({
    ...draft,
    hash: artefactHash,
    files: live.files.map((file) => file.path),
    supersedes,
  })
  const same = mine.find((one) => one.artefactHash === artefactHash)
  return {
    projectId: project?.id ?? 0,
    artefactHash,
    commitMessage: text.commitMessage,
    needs: draft.needs,
    lastCommits: live.lastCommits,
    item: {
      project: draft.project,
      kind: draft.kind,
      branch: text.branch,
      targetBranch: project?.repository?.defaultBranch ?? '',
      title: text.title,
      description: text.description,
      files: live.files,
      supersedes,
      refused: refused ?? (same ? alreadyThere(same) : null),
    },
  }
}

/** A merge request that was opened is not opened twice, and one that people closed is not opened by itself again. */
function alreadyThere(same: StoredMergeRequest): Refusal | null {
  if (same.state === 'open')
    return { code: 'already_open', message: 'This very change is open as a merge request already.' }
  if (same.state === 'merged')
    return { code: 'already_merged', message: 'This very change was merged already. Scan again to see it.' }
  if (same.state === 'closed')
    return {
      code: 'closed',
      message: 'People closed this very change without merging. It is not opened again by itself.',
    }
  return null
}
