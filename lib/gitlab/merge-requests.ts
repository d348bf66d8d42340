// Merge requests: open, find, read, note, close.
import { z } from 'zod'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'

const schema = z.object({
  iid: z.number(),
  web_url: z.string(),
  state: z.string(),
  source_branch: z.string(),
  title: z.string(),
  draft: z.boolean(),
  sha: z.string().nullable(),
  has_conflicts: z.boolean().nullish(),
  assignees: z.array(z.object({ username: z.string() })).nullish(),
})

export type OpenedMergeRequest = {
  iid: number
  url: string
  state: 'open' | 'merged' | 'closed'
  title: string
  draft: boolean
  /** The newest commit of its branch. */
  sha: string | null
  /** Null where GitLab has not looked yet. */
  conflicts: boolean | null
  /** User names; GitLab leaves out who may not be assigned. */
  assignees: string[]
}

function resultOf(answer: unknown): OpenedMergeRequest {
  const found = parseAnswer(schema, answer)
  const state = found.state === 'merged' ? 'merged' : found.state === 'closed' ? 'closed' : 'open'
  const { iid, web_url: url, title, draft, sha } = found
  const assignees = (found.assignees ?? []).map(({ username }) => username)
  return { iid, url, state, title, draft, sha, conflicts: found.has_conflicts ?? null, assignees }
}

type Branches = { project: number; source: string; target: string }

/** The newest merge request from this branch, whatever its state; null when there never was one. */
export async function findMergeRequest(
  client: GitlabClient,
  { project, source }: Branches,
): Promise<OpenedMergeRequest | null> {
  const found: unknown = await client.rest.MergeRequests.all({
    projectId: project,
    sourceBranch: source,
    perPage: 20,
    maxPages: 1,
  })
  const list = parseAnswer(z.array(z.unknown()), found).map(resultOf)
  return list.find((one) => one.state === 'open') ?? list[0] ?? null
}

/** An open one of the same branch is taken (GitLab answers 409); a closed one is never reopened. */
export async function createMergeRequest(
  client: GitlabClient,
  branches: Branches,
  text: { title: string; description: string },
  assigneeId: number | null = null,
): Promise<OpenedMergeRequest> {
  try {
    const made: unknown = await client.rest.MergeRequests.create(
      branches.project,
      branches.source,
      branches.target,
      text.title,
      {
        description: text.description,
        removeSourceBranch: true,
        ...(assigneeId === null ? {} : { assigneeIds: [assigneeId] }),
      },
    )
    return resultOf(made)
  } catch (error) {
    if (!(error instanceof GitlabError) || error.status !== 409) throw error
    const found = await findMergeRequest(client, branches)
    if (!found) throw error
    return found
  }
}

/** Null when it is gone. */
export async function readMergeRequest(
  client: GitlabClient,
  project: number | string,
  iid: number,
): Promise<OpenedMergeRequest | null> {
  try {
    return resultOf(await client.rest.MergeRequests.show(project, iid))
  } catch (error) {
    if (error instanceof GitlabError && error.status === 404) return null
    throw error
  }
}

export async function noteMergeRequest(
  client: GitlabClient,
  project: number | string,
  iid: number,
  note: string,
): Promise<void> {
  await client.rest.MergeRequestNotes.create(project, iid, note)
}

export async function closeMergeRequest(client: GitlabClient, project: number, iid: number): Promise<void> {
  await client.rest.MergeRequests.edit(project, iid, { stateEvent: 'close' })
}

const draftPrefix = /^(?:\s*(?:draft:|\[draft\]|\(draft\)))+\s*/i

/**
 * Sets or takes the prefix that makes a draft, and gives the new title. Source: GitLab `app/models/concerns/draft`
 * (`MergeRequest::DRAFT_REGEX`): `Draft:`, `[Draft]` or `(Draft)` at the beginning, once or more.
 */
export async function setDraft(
  client: GitlabClient,
  project: number | string,
  { iid, title }: Pick<OpenedMergeRequest, 'iid' | 'title'>,
  draft: boolean,
): Promise<OpenedMergeRequest> {
  const bare = title.replace(draftPrefix, '')
  const edited: unknown = await client.rest.MergeRequests.edit(project, iid, { title: draft ? `Draft: ${bare}` : bare })
  return resultOf(edited)
}
