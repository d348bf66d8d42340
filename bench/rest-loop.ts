// The baseline: a plain loop over GitLab's REST API with gitbeaker, ten requests at once.
import { Gitlab } from '@gitbeaker/rest'
import { inParallel } from '@/lib/services/in-parallel'
import type { DemoProcess } from './bench-scan'

const atOnce = 10

/**
 * Lists groups and projects, then asks for each one's variables and each project's protected branches. The projects are a
 * sample, spread evenly; `seconds` is what all would take. gitbeaker's own limit of requests a minute is lifted.
 */
export async function benchRestLoop(
  { url, token }: DemoProcess,
  sample: number,
): Promise<{ seconds: number; measured: number; sample: number }> {
  const gitlab = new Gitlab({ host: url, token, rateLimits: { '**': 1_000_000 } })
  const start = performance.now()
  const groups = await gitlab.Groups.all({ perPage: 100, maxPages: 1000 })
  const projects = await gitlab.Projects.all({ pagination: 'keyset', orderBy: 'id', sort: 'asc', perPage: 100 })
  await inParallel(atOnce, groups, async ({ id }) => {
    await gitlab.GroupVariables.all(id, { perPage: 100 })
  })
  const listed = (performance.now() - start) / 1000
  const step = Math.max(1, Math.floor(projects.length / sample))
  const some = projects.filter((_, at) => at % step === 0).slice(0, sample)
  const loop = performance.now()
  await inParallel(atOnce, some, async ({ id }) => {
    await gitlab.ProjectVariables.all(id, { perPage: 100 })
    await gitlab.ProtectedBranches.all(id, { perPage: 100 })
  })
  const sampled = (performance.now() - loop) / 1000
  return { measured: sampled, sample: some.length, seconds: listed + (sampled * projects.length) / some.length }
}
