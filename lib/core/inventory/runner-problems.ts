// What the runners mean for a variable: jobs that use it and that only an old runner, or none, picks up.
import type { Evidence } from './consumer'
import type { Problem } from './problem'
import type { JobRunners } from './runner-match'
import { brokenOn } from './runner-versions'

export type JobAt = { project: string; job: string; definedIn: { file: string; line: number } | null }

const most = 3

/** Takes the jobs that use a variable, each with its runners, and gives at most one warning of each code. */
export function runnerProblems(jobs: readonly (JobAt & { runners: JobRunners })[]): Problem[] {
  const old = jobs.flatMap((at) => {
    const detail = oldDetail(at.runners)
    return detail === null ? [] : [{ at, detail }]
  })
  const without = jobs.flatMap((at) => {
    const detail = noneDetail(at.runners)
    return detail === null ? [] : [{ at, detail }]
  })
  return [
    ...(old.length > 0 ? [problem('runner_old', old)] : []),
    ...(without.length > 0 ? [problem('no_runner_for_tags', without)] : []),
  ]
}

/** What fails for this job on old runners, in words; null where every runner that may take it is new enough or unknown. */
export function oldDetail(found: JobRunners): string | null {
  if (found.state !== 'some' || found.oldest === null) return null
  const broken = brokenOn(found.oldest)
  if (broken.length === 0) return null
  const only = found.whole && found.newest !== null && brokenOn(found.newest).length > 0
  const names = found.runners
    .filter((runner) => (runner.managers ?? []).some(({ version }) => version !== null && brokenOn(version).length > 0))
    .map(({ description, id }) => description || `runner ${id}`)
  const who = names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '')
  const what = broken.map(({ before }) => before).join('. ')
  return `${only ? 'only' : 'sometimes'} ${who} (oldest ${found.oldest}) picks it up. ${what}`
}

/** Why no known runner takes a job; null where one does, or where that is not known. */
export function noneDetail(found: JobRunners): string | null {
  if (found.state !== 'none') return null
  const tags =
    found.tags.length === 0 ? 'no known runner takes untagged jobs' : `no known runner has ${found.tags.join(', ')}`
  const [paused] = found.paused
  return paused ? `only paused ${paused.description || `runner ${paused.id}`} would take it` : tags
}

function problem(code: 'runner_old' | 'no_runner_for_tags', found: { at: JobAt; detail: string }[]): Problem {
  const [first] = found
  const more = found.length - 1
  const detail = first
    ? `${first.at.project}: job ${first.at.job}: ${first.detail}${more > 0 ? `; and ${more} more ${more === 1 ? 'job' : 'jobs'}` : ''}`
    : ''
  return { code, detail, evidence: found.slice(0, most).flatMap(({ at }) => evidenceOf(at)) }
}

function evidenceOf({ job, definedIn }: JobAt): Evidence[] {
  return definedIn ? [{ ...definedIn, text: `${job}:`, merged: false }] : []
}
