// The environment that a job names, as far as its file tells.
import type { CiJob, JobEnvironment } from './consumer'
import { isMap, scalarText, type YamlMap } from './yaml-value'

const reference = /\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)|%([A-Za-z_]\w*)%/g

/**
 * Takes a job's map and the variables whose text is certain (such as CI_PROJECT_NAME, or YAML variables that nothing
 * overrides) and gives its environment: none, one literal name, a pattern with `*` for each unknown part, or
 * `not_static` where no letter is left that tells it from any other.
 * Source: docs.gitlab.com/ci/yaml, `environment:name`; GitLab expands it before the job runs.
 */
export function jobEnvironment(job: YamlMap, known: ReadonlyMap<string, string> = new Map()): JobEnvironment {
  const written = isMap(job.environment) ? job.environment.name : job.environment
  const text = scalarText(written)
  if (text === null || text === '') return { kind: 'none' }
  const pattern = expandKnown(text, known, 0).replace(reference, '*').replace(/\*+/g, '*')
  if (!pattern.includes('*')) return { kind: 'name', name: pattern }
  return /[\p{L}\p{N}]/u.test(pattern) ? { kind: 'pattern', pattern } : { kind: 'not_static', text }
}

function expandKnown(text: string, known: ReadonlyMap<string, string>, depth: number): string {
  return text.replace(reference, (whole, braced: string, plain: string, percent: string) => {
    const value = known.get(braced ?? plain ?? percent)
    if (value === undefined || depth > 5) return whole
    return expandKnown(value, known, depth + 1)
  })
}

const actions = ['start', 'prepare', 'stop', 'verify', 'access'] as const

/** `environment:action`, `start` unless the job says another one that GitLab knows. */
export function jobEnvironmentAction(job: YamlMap): CiJob['environmentAction'] {
  const action = isMap(job.environment) ? job.environment.action : undefined
  return actions.find((one) => one === action) ?? 'start'
}
