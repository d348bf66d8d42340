// Where jobs log in: one job has one role, and this says which protection that role has.
import type { CiJob, Consumer, JobEnvironment } from '@/lib/core/inventory/consumer'
import type { EstateIndex } from './estate-index'

/** One job of one project as a reader. `protected`: its role refuses merge requests and unprotected refs. */
export type JobSite = {
  project: string
  job: CiJob
  environment: JobEnvironment
  production: boolean
  protected: boolean
}

export type JobSites = {
  /** Null for bridges and for jobs that the analysis does not know: neither can log in. */
  of: (consumer: Consumer) => JobSite | null
  /** The role that reads: project, environment, protected. Equal keys are one login. */
  readerOf: (consumer: Consumer) => string
}

/** A variable that jobs read, wherever it is going: an unmapped protected variable protects its readers too. */
export type Reading = { protected: boolean; consumers: Consumer[] }

/**
 * *Protected* is set per (project, environment): yes when the environment is production or any variable that its jobs
 * read is protected in GitLab. Jobs without an environment are not grouped by one, so each is judged by what it reads
 * itself: a publish job would otherwise close the login of every test job beside it.
 */
export function findJobSites(readings: Reading[], index: EstateIndex): JobSites {
  const guarded = new Set<string>()
  for (const reading of readings) {
    if (reading.protected) for (const consumer of reading.consumers) guarded.add(placeOf(consumer))
  }
  const sites = new Map<string, JobSite | null>()
  const isProtected = (consumer: Consumer) =>
    index.production(consumer.project, consumer.environment) || guarded.has(placeOf(consumer))
  return {
    of: (consumer) => {
      const key = JSON.stringify([consumer.project, consumer.job, consumer.environment])
      const known = sites.get(key)
      if (known !== undefined) return known
      const job = index.job(consumer.project, consumer.job)
      const site =
        job === null || job.bridge || index.project(consumer.project) === null
          ? null
          : {
              project: consumer.project,
              job,
              environment: consumer.environment,
              production: index.production(consumer.project, consumer.environment),
              protected: isProtected(consumer),
            }
      sites.set(key, site)
      return site
    },
    readerOf: (consumer) =>
      JSON.stringify([consumer.project, consumer.environment, isProtected(consumer) ? 'protected' : 'open']),
  }
}

function placeOf(consumer: Consumer): string {
  const { project, environment, job } = consumer
  return JSON.stringify(environment.kind === 'none' ? [project, job] : [project, environment])
}
