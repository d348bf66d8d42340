// One project: its jobs of the period counted, who may push, and what of that could not be read.
import type { GapReason, Project } from '@/lib/core/inventory/estate'
import { matchesGlob } from '@/lib/core/mapping/match-glob'
import { countRuns, type HistoryPart, type JobHistory, type JobRuns, type PastJob } from '@/lib/core/trust/job-history'
import type { GitlabClient } from '@/lib/gitlab/gitlab-client'
import { lacksField, readDeployments, readJobsByRest, readJobsPage } from '@/lib/gitlab/read-job-history'
import { readBranchRights, readMembers, readTagRights } from '@/lib/gitlab/read-members'
import { readPages } from './read-pages'
import { readOrGap } from './scan-reading'

type Missing = JobHistory['missing']

/** Throws where the whole connection fails; what GitLab does not show of this project is in `missing`. */
export async function readProjectHistory(
  client: GitlabClient,
  project: Project,
  { since, jobs }: { since: Date; jobs: boolean },
): Promise<JobHistory> {
  const readAt = new Date().toISOString()
  const missing: Missing = []
  const part = async <T>(name: HistoryPart, read: () => Promise<T | null>): Promise<T | null> => {
    const found = await readOrGap({ subject: 'project', path: project.fullPath, part: 'projects' }, read)
    const reason: GapReason | null = found.gap?.reason ?? (found.value === null ? 'not_permitted' : null)
    if (reason !== null) missing.push({ part: name, reason })
    return found.value
  }
  const people = {
    members: await part('members', () => readMembers(client, project.id)),
    branches: await part('protected_branches', () => readBranchRights(client, project.id)),
    tags: await part('protected_tags', () => readTagRights(client, project.id)),
  }
  // What a scan could not read may be read now, by the same token.
  const names = {
    branch: project.protectedBranches ?? people.branches?.map(({ name }) => name) ?? null,
    tag: project.protectedTags ?? people.tags?.map(({ name }) => name) ?? null,
  }
  const runs = jobs ? await readRuns(client, project, { since, names }, part) : null
  const complete = !missing.some(({ part: name }) => name === 'jobs')
  return { project: project.fullPath, readAt, since: since.toISOString(), complete, missing, runs, people }
}

type Part = <T>(name: HistoryPart, read: () => Promise<T | null>) => Promise<T | null>

/** What was read before a failure counts too; the project is then not complete. */
async function readRuns(
  client: GitlabClient,
  project: Project,
  { since, names }: { since: Date; names: Record<'branch' | 'tag', string[] | null> },
  part: Part,
): Promise<JobRuns[]> {
  const environments = await part('deployments', () => readDeployments(client, project.id, since))
  const jobs = new Map<number, PastJob>()
  const add = (found: PastJob[]) => {
    for (const job of found) jobs.set(job.id, job)
  }
  await part('jobs', async () => {
    try {
      return await readByGraphql(client, project, since, add)
    } catch (error) {
      if (!lacksField(error)) throw error
      add(await readJobsByRest(client, project.id, since))
      return true
    }
  })
  const isProtected = (ref: string, kind: 'branch' | 'tag') =>
    names[kind]?.some((name) => matchesGlob(name, ref)) ?? null
  return countRuns(jobs.values(), { environments, isProtected })
}

async function readByGraphql(
  client: GitlabClient,
  { fullPath: path }: Project,
  since: Date,
  add: (jobs: PastJob[]) => void,
): Promise<true | null> {
  let seen = true
  await readPages(
    (after, first) => readJobsPage(client, { path, since }, after, first),
    { after: null, number: 0 },
    async (_, page) => {
      if (page.missing) seen = false
      add(page.readings)
    },
  )
  return seen || null
}
