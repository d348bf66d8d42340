// The estate by path and the jobs by name, for planning.
import type { Analysis } from '@/lib/core/inventory/analysed-variable'
import type { CiJob, JobEnvironment } from '@/lib/core/inventory/consumer'
import type { Estate, Project } from '@/lib/core/inventory/estate'
import { isProduction } from './environment-tier'
import type { RulesFile } from './rules-file'

export type EstateIndex = {
  project: (path: string) => Project | null
  /** Null where the project's CI configuration could not be read, or does not hold the job any more. */
  job: (project: string, name: string) => CiJob | null
  production: (project: string, environment: JobEnvironment) => boolean
  rules: RulesFile
}

export function indexEstate(estate: Estate, analysis: Analysis, rules: RulesFile): EstateIndex {
  const projects = new Map(estate.projects.map((project) => [project.fullPath, project]))
  const jobs = new Map(
    Object.entries(analysis.jobs).map(([path, list]) => [path, new Map(list.map((job) => [job.name, job]))]),
  )
  const production = new Map<string, boolean>()
  return {
    project: (path) => projects.get(path) ?? null,
    job: (path, name) => jobs.get(path)?.get(name) ?? null,
    production: (path, environment) => {
      const key = JSON.stringify([path, environment])
      const known = production.get(key)
      if (known !== undefined) return known
      const answer = isProduction(environment, projects.get(path)?.environments ?? null, rules.environments)
      production.set(key, answer)
      return answer
    },
    rules,
  }
}

/** May the job run on a merge request or an unprotected ref? What cannot be decided counts as yes; so does no job. */
export function mayRunUnprotected(job: CiJob | null): boolean {
  return job === null || job.runsOnMergeRequest !== 'no' || job.runsOnUnprotectedRef !== 'no'
}
