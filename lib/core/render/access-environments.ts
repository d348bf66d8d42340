// The environments by which one can ask about a project.
import type { Project } from '@/lib/core/inventory/estate'
import { tierOfName } from '@/lib/core/mapping/environment-tier'
import type { AccessModel } from './access-model'

export type AccessEnvironment = {
  /** Null for jobs without one. */
  name: string | null
  /** The pattern that the name is an example of. */
  pattern: string | null
  production: boolean
}

/** Takes a project; gives the environments of its planned jobs and those of GitLab, production first, none last. */
export function accessEnvironments(model: AccessModel, project: Project): AccessEnvironment[] {
  const patterns = new Map<string, string | null>()
  for (const { name, available } of project.environments ?? []) if (available) patterns.set(name, null)
  for (const { job } of model.jobsOf(project.fullPath)) {
    const { environment } = job
    if (environment.kind === 'name') patterns.set(environment.name, null)
    if (environment.kind === 'pattern')
      patterns.set(environment.pattern.replaceAll('*', 'example'), environment.pattern)
  }
  const named = [...patterns].map(([name, pattern]): AccessEnvironment => {
    const production = tierOfName(name, project.environments, model.rules.environments) === 'production'
    return { name, pattern, production }
  })
  const rank = ({ production, pattern }: AccessEnvironment) => (production ? 0 : pattern === null ? 1 : 2)
  named.sort((a, b) => rank(a) - rank(b) || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
  return [...named, { name: null, pattern: null, production: false }]
}
