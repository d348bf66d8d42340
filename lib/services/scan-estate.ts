// A scan from start to published inventory. Reads no value; killed in the middle and called again, it goes on where it was.
import { instanceOf } from '@/lib/core/inventory/gitlab-instance'
import { findKnownEstate } from '@/lib/db/estate-repository'
import { deleteScanItems, findScan, updateScan } from '@/lib/db/scan-repository'
import { AppError, messages } from '@/lib/errors'
import { gitlabInstances } from './gitlab-instances'
import { type FailedGitlab, publishScan } from './publish-scan'
import { refreshRows } from './refresh-rows'
import { ConnectionRefused, type ScannedGitlab, scanGitlab } from './scan-gitlab'

/**
 * Never throws for what GitLab answers: the scan then ends as failed, with the message that people see. `workOut` follows
 * the publishing, before the scan is over.
 */
export async function scanEstate(scanId: string, workOut: WorkOut = refreshRows): Promise<void> {
  const scan = await findScan(scanId)
  if (!scan || (scan.state !== 'queued' && scan.state !== 'running')) return
  try {
    await updateScan(scanId, { state: 'running', startedAt: new Date(scan.startedAt ?? Date.now()), message: null })
    await runScan(scanId, workOut)
  } catch (error) {
    const known = error instanceof AppError || error instanceof ConnectionRefused
    const message = known ? error.message : messages.unexpected
    const problems = error instanceof AppError ? error.problems : []
    await updateScan(scanId, {
      state: 'failed',
      finishedAt: new Date(),
      complete: false,
      message: [message, ...problems].join(' '),
      step: null,
    })
    if (!known) throw error
  }
  await deleteScanItems(scanId)
}

type WorkOut = (note: { who: string; what: string }) => Promise<unknown>

async function runScan(scanId: string, workOut: WorkOut): Promise<void> {
  const { first, others, problems, readable } = gitlabInstances()
  if (!first?.scanToken) throw new AppError('gitlab_not_configured')
  const scanned: ScannedGitlab[] = []
  const failed: (FailedGitlab & { error: unknown })[] = []
  const left = problems.length > 0 ? await leftOut(others.map(({ name }) => name)) : []
  // A file that is wrong as a whole may name no GitLab at all: then nothing is missing here.
  const told = readable || left.length > 0 ? problems.map((problem) => `CUTOVER_CONFIG: ${problem}`) : []
  for (const settings of [first, ...others]) {
    try {
      scanned.push(await scanGitlab(scanId, settings))
    } catch (error) {
      if (!(error instanceof AppError) && !(error instanceof ConnectionRefused)) throw error
      const { name, url } = settings
      failed.push({ name, url, error })
      told.push(`GitLab ${name ?? url} could not be scanned, and what is known of it stays as it was: ${error.message}`)
    }
  }
  if (scanned.length === 0) throw failed[0]?.error
  failed.push(...left)
  await updateScan(scanId, { step: 'Keeping what was read', message: null })
  const read = await publishScan(scanId, scanned, failed)
  await updateScan(scanId, { step: 'Working out uses and blockers' })
  await workOut({ who: 'scan', what: 'scanned' })
  await updateScan(scanId, {
    state: 'done',
    complete: read.gaps.every((gap) => gap.reason === 'not_asked') && told.length === 0,
    finishedAt: read.at,
    step: null,
    variables: read.variables,
    gaps: read.gaps,
    message: told.length === 0 ? null : told.join(' '),
  })
}

/** GitLabs that an earlier scan met and a mistake in the file leaves out now: they are not known to be gone. */
async function leftOut(read: readonly string[]) {
  const { groups } = await findKnownEstate()
  const names = new Set(groups.flatMap((path) => instanceOf(path) ?? []))
  return [...names].filter((name) => !read.includes(name)).map((name) => ({ name, url: null, error: null }))
}
