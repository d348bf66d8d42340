// A job's environment in a few words.
import type { JobEnvironment } from '@/lib/core/inventory/consumer'

/** Takes a job's environment and gives raw text for a sentence or a table cell. */
export function environmentLabel(environment: JobEnvironment): string {
  if (environment.kind === 'none') return 'no environment'
  if (environment.kind === 'name') return environment.name
  if (environment.kind === 'pattern') return environment.pattern
  return `not static: ${environment.text}`
}

/** The environment as one name for grouping and for the manifest; null where a job names none, or none that is known. */
export function environmentName(environment: JobEnvironment): string | null {
  if (environment.kind === 'name') return environment.name
  return environment.kind === 'pattern' ? environment.pattern : null
}
