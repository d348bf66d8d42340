// The environments by which one can ask about a project.
import { scopeCovers } from '@/lib/core/inventory/environment-scope'
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

/**
 * Takes a project; gives the environments of its planned jobs and those of GitLab, production first, none last. What a job's
 * pattern stands for is one environment, unless GitLab protects it, or it is production.
 */
export function accessEnvironments(model: AccessModel, project: Project): AccessEnvironment[] {
  const found = new Map<string, string | null>()
  const tier = (name: string) => tierOfName(name, project.environments, model.rules.environments)
  for (const { job } of model.jobsOf(project.fullPath)) {
    const { environment } = job
    if (environment.kind === 'name') found.set(environment.name, null)
    if (environment.kind === 'pattern') found.set(environment.pattern.replaceAll('*', 'example'), environment.pattern)
  }
  const patterns = [...found.values()].filter((pattern) => pattern !== null)
  for (const { name, available } of project.environments ?? []) {
    const special = project.protectedEnvironments?.includes(name) === true || tier(name) === 'production'
    const covered = !special && patterns.some((pattern) => scopeCovers(pattern, name))
    if (available && !covered) found.set(name, found.get(name) ?? null)
  }
  const named = [...found].map(([name, pattern]): AccessEnvironment => {
    return { name, pattern, production: tier(name) === 'production' }
  })
  const rank = ({ production, pattern }: AccessEnvironment) => (production ? 0 : pattern === null ? 1 : 2)
  named.sort((a, b) => rank(a) - rank(b) || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
  return [...named, { name: null, pattern: null, production: false }]
}
