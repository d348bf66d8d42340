// Finds the mistakes that GitLab names in a merged configuration (`lib/gitlab/ci/config/entry`).
import { type CiMap, isMap } from './parse-ci-yaml.ts'

const globalKeys = new Set(
  'default include spec variables stages types workflow image services before_script after_script cache'.split(' '),
)
const commonKeys =
  'stage extends rules only except variables environment when allow_failure needs interruptible inherit resource_group parallel publish'
const jobKeys = new Set(
  `${commonKeys} script run before_script after_script image services tags cache artifacts coverage dependencies retry timeout release secrets id_tokens identity start_in hooks pages dast_configuration manual_confirmation inputs`.split(
    ' ',
  ),
)
const bridgeKeys = new Set(`${commonKeys} trigger manual_confirmation inputs`.split(' '))

/** The jobs of a merged configuration: neither a keyword nor hidden. */
export function jobsOf(config: CiMap): [string, CiMap][] {
  return Object.entries(config).filter(
    (entry): entry is [string, CiMap] => !globalKeys.has(entry[0]) && !entry[0].startsWith('.') && isMap(entry[1]),
  )
}

export function stagesOf(config: CiMap): string[] {
  const own = Array.isArray(config.stages) ? config.stages.map(String) : ['build', 'test', 'deploy']
  return ['.pre', ...own.filter((stage) => stage !== '.pre' && stage !== '.post'), '.post']
}

/** Errors in GitLab's words; an empty list for a valid configuration. */
export function validateConfig(config: CiMap): string[] {
  const errors: string[] = []
  const jobs = jobsOf(config)
  const names = new Set(jobs.map(([name]) => name))
  for (const [name, value] of Object.entries(config)) {
    if (!globalKeys.has(name) && !name.startsWith('.') && !isMap(value)) {
      errors.push(`jobs ${name} config should implement the script:, run:, or trigger: keyword`)
    }
  }
  if (jobs.length === 0 && errors.length === 0) return ['jobs config should contain at least one visible job']
  for (const [name, job] of jobs) errors.push(...jobErrors(name, job))
  if (errors.length > 0) return errors
  const stages = stagesOf(config)
  for (const [name, job] of jobs) {
    const stage = String(job.stage ?? 'test')
    if (!stages.includes(stage)) {
      errors.push(`${name} job: chosen stage ${stage} does not exist; available stages are ${stages.join(', ')}`)
    }
    for (const need of needsOf(job)) {
      if (!names.has(need.name) && !need.optional)
        errors.push(
          `'${name}' job needs '${need.name}' job, but '${need.name}' does not exist in the pipeline. This might be because of the only, except, or rules keywords. To need a job that sometimes does not exist in the pipeline, use needs:optional.`,
        )
    }
    for (const dependency of listOf(job.dependencies)) {
      if (!names.has(String(dependency))) errors.push(`${name} job: undefined dependency: ${dependency}`)
    }
  }
  return errors
}

/** Needs of jobs in the same pipeline. */
export function needsOf(job: CiMap): { name: string; artifacts: boolean; optional: boolean }[] {
  return listOf(job.needs)
    .filter(
      (need) => !isMap(need) || (need.job !== undefined && need.project === undefined && need.pipeline === undefined),
    )
    .map((need) =>
      isMap(need)
        ? { name: String(need.job), artifacts: need.artifacts !== false, optional: need.optional === true }
        : { name: String(need), artifacts: true, optional: false },
    )
}

function jobErrors(name: string, job: CiMap): string[] {
  const isBridge = job.trigger !== undefined
  if (
    !isBridge &&
    job.script === undefined &&
    job.run === undefined &&
    !isMap(job.pages) &&
    job.release === undefined
  ) {
    return [`jobs:${name} config should implement the script:, run:, or trigger: keyword`]
  }
  const errors: string[] = []
  const unknown = Object.keys(job).filter((key) => !(isBridge ? bridgeKeys : jobKeys).has(key))
  if (unknown.length > 0) errors.push(`jobs:${name} config contains unknown keys: ${unknown.join(', ')}`)
  for (const key of ['script', 'before_script', 'after_script']) {
    const lines = listOf(job[key]).flat(10)
    if (
      job[key] !== undefined &&
      ((key === 'script' && lines.length === 0) || lines.some((line) => typeof line !== 'string'))
    ) {
      errors.push(`jobs:${name}:${key} config should be a string or a nested array of strings up to 10 levels deep`)
    }
  }
  const clash = ['only', 'except'].filter((key) => job.rules !== undefined && job[key] !== undefined)
  if (clash.length > 0) errors.push(`jobs:${name} config key may not be used with \`rules\`: ${clash.join(', ')}`)
  if (
    job.when !== undefined &&
    !['on_success', 'on_failure', 'always', 'manual', 'delayed', 'never'].includes(String(job.when))
  ) {
    errors.push(`jobs:${name} when should be one of: on_success, on_failure, always, manual, delayed`)
  }
  if (isMap(job.id_tokens)) {
    for (const [token, value] of Object.entries(job.id_tokens)) {
      if (!isMap(value) || value.aud === undefined) {
        errors.push(`jobs:${name}:id_tokens:${token} config missing required keys: aud`)
      }
    }
  }
  if (isMap(job.secrets)) {
    for (const [key, value] of Object.entries(job.secrets))
      errors.push(...secretErrors(`jobs:${name}:secrets:${key}`, value))
  }
  return errors
}

const providers = [
  'vault',
  'azure_key_vault',
  'akeyless',
  'gcp_secret_manager',
  'gitlab_secrets_manager',
  'aws_secrets_manager',
]

function secretErrors(where: string, value: unknown): string[] {
  if (!isMap(value)) return [`${where} config should be a hash`]
  const unknown = Object.keys(value).filter((key) => !['file', 'token', ...providers].includes(key))
  if (unknown.length > 0) return [`${where} config contains unknown keys: ${unknown.join(', ')}`]
  if (!providers.some((provider) => provider in value)) {
    return [`${where} config must use exactly one of these keys: ${providers.join(', ')}`]
  }
  const { vault } = value
  if (isMap(vault)) {
    const missing = ['engine', 'path', 'field'].filter((key) => vault[key] === undefined)
    if (missing.length > 0) return [`${where}:vault config missing required keys: ${missing.join(', ')}`]
  }
  return []
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
