// What was read of past jobs, one row per project, and the refusals that people accept.
import type { JobHistory } from '@/lib/core/trust/job-history'
import { database } from './database'
import { jsonValue } from './json-text'

/** Replaces what is known of the project. */
export async function saveJobHistory({ project, readAt, since, ...rest }: JobHistory): Promise<void> {
  const { complete, missing, runs, people } = jsonValue({ ...rest, runs: rest.runs ?? 'not asked' })
  const data = { readAt: new Date(readAt), since: new Date(since), complete, missing, runs, people }
  await database().jobHistory.upsert({ where: { project }, create: { project, ...data }, update: data })
}

export async function findJobHistories(): Promise<JobHistory[]> {
  const rows = await database().jobHistory.findMany({ orderBy: { project: 'asc' } })
  return rows.map((row) => ({
    project: row.project,
    readAt: row.readAt.toISOString(),
    since: row.since.toISOString(),
    complete: row.complete,
    missing: row.missing as JobHistory['missing'],
    runs: Array.isArray(row.runs) ? (row.runs as JobHistory['runs']) : null,
    people: row.people as JobHistory['people'],
  }))
}

/** Another text as soon as any project was read again, or is gone. */
export async function findHistoryVersion(): Promise<string> {
  const rows = await database().jobHistory.findMany({
    select: { project: true, readAt: true },
    orderBy: { project: 'asc' },
  })
  return JSON.stringify(rows.map(({ project, readAt }) => [project, readAt.getTime()]))
}

/** Paths of the projects that were read at or after this. */
export async function findProjectsReadSince(at: Date): Promise<Set<string>> {
  const rows = await database().jobHistory.findMany({ where: { readAt: { gte: at } }, select: { project: true } })
  return new Set(rows.map((row) => row.project))
}

/** What is kept of projects that are not asked for any more goes. */
export async function deleteOtherJobHistories(projects: string[]): Promise<void> {
  await database().jobHistory.deleteMany({ where: { project: { notIn: projects } } })
}

export type AcceptedRefusal = { key: string; project: string; job: string; reason: string; who: string; at: string }

export async function findAcceptedRefusals(): Promise<Map<string, AcceptedRefusal>> {
  const rows = await database().acceptedRefusal.findMany()
  return new Map(rows.map((row) => [row.key, { ...row, at: row.at.toISOString() }]))
}

/** Accepted again, the latest person and reason count. */
export async function saveAcceptedRefusal(accepted: Omit<AcceptedRefusal, 'at'>): Promise<void> {
  const { key, project, job, reason, who } = jsonValue(accepted)
  await database().acceptedRefusal.upsert({
    where: { key },
    create: { key, project, job, reason, who },
    update: { reason, who, at: new Date() },
  })
}

export async function deleteAcceptedRefusal(key: string): Promise<void> {
  await database().acceptedRefusal.deleteMany({ where: { key } })
}
