// The jobs of a merged CI configuration, each with what it inherits from `default:` and the top level.
import { asList, isMap, type YamlMap } from './yaml-value'

/** One section of a job and where it came from: the job itself, `default:`, or the top level. */
export type JobSection = { name: string; value: unknown; from: 'job' | 'default' | 'top' }

export type FoundJob = {
  name: string
  own: YamlMap
  bridge: boolean
  stage: string
  /** Sections in effect, after inheritance. `variables` may be there twice: top level first, then the job's own. */
  sections: JobSection[]
}

/** Top-level keys that are no jobs. Source: GitLab `lib/gitlab/ci/config/entry/root.rb`, `ALLOWED_KEYS`. */
export const topLevelKeywords: ReadonlySet<string> = new Set([
  'default',
  'include',
  'spec',
  'image',
  'services',
  'before_script',
  'after_script',
  'variables',
  'stages',
  'types',
  'cache',
  'workflow',
])

/** Source: GitLab `lib/gitlab/ci/config/entry/default.rb`. The first five may also stand at the top level. */
const inheritable = [
  'image',
  'services',
  'before_script',
  'after_script',
  'cache',
  'hooks',
  'id_tokens',
  'tags',
  'artifacts',
  'retry',
  'timeout',
  'interruptible',
  'identity',
]
const alsoTopLevel = new Set(inheritable.slice(0, 5))

/** Takes a merged configuration and gives its visible jobs in order. Hidden ones (`.name`) and what is no map are not. */
export function findJobs(config: YamlMap): FoundJob[] {
  return Object.entries(config).flatMap(([name, value]) => {
    if (topLevelKeywords.has(name) || name.startsWith('.') || !isMap(value)) return []
    return [foundJob(name, value, config)]
  })
}

function foundJob(name: string, own: YamlMap, config: YamlMap): FoundJob {
  const stage = typeof own.stage === 'string' ? own.stage : 'test'
  const bridge = own.trigger !== undefined && own.trigger !== null
  const sections: JobSection[] = [...(bridge ? [] : inheritedSections(own, config)), ...inheritedVariables(own, config)]
  for (const [key, value] of Object.entries(own)) sections.push({ name: key, value, from: 'job' })
  return { name, own, bridge, stage, sections }
}

/** Bridge jobs have none of these. A job's own key replaces the default one whole; `inherit:default` may take all or name some. */
function inheritedSections(own: YamlMap, config: YamlMap): JobSection[] {
  const defaults = isMap(config.default) ? config.default : {}
  const inherits = chosen(isMap(own.inherit) ? own.inherit.default : undefined)
  return inheritable.flatMap((key): JobSection[] => {
    if (key in own || !inherits(key)) return []
    if (key in defaults) return [{ name: key, value: defaults[key], from: 'default' }]
    if (alsoTopLevel.has(key) && key in config) return [{ name: key, value: config[key], from: 'top' }]
    return []
  })
}

/** Top-level variables join the job's own, which win key by key. */
function inheritedVariables(own: YamlMap, config: YamlMap): JobSection[] {
  if (!isMap(config.variables)) return []
  const inherits = chosen(isMap(own.inherit) ? own.inherit.variables : undefined)
  const ownVariables = isMap(own.variables) ? own.variables : {}
  const left = Object.entries(config.variables).filter(([key]) => inherits(key) && !(key in ownVariables))
  return left.length > 0 ? [{ name: 'variables', value: Object.fromEntries(left), from: 'top' }] : []
}

function chosen(inherit: unknown): (key: string) => boolean {
  if (inherit === undefined || inherit === null || inherit === true) return () => true
  const names = new Set(asList(inherit))
  return (key) => names.has(key)
}
