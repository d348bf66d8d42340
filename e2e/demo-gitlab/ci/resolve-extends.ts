// Resolves `extends` of every entry (`lib/gitlab/ci/config/extendable`). The keyword itself stays, as in GitLab's merged YAML.
import { CiError } from './ci-error.ts'
import { deepMerge } from './deep-merge.ts'
import { type CiMap, isMap } from './parse-ci-yaml.ts'

export function resolveExtends(config: CiMap): CiMap {
  const done = new Map<string, CiMap>()

  function resolve(name: string, trail: string[]): CiMap {
    const known = done.get(name)
    if (known !== undefined) return known
    const entry = config[name]
    if (!isMap(entry)) throw new CiError(`${trail.at(-1)}: invalid base hashes in \`extends\` (${name})`)
    if (trail.includes(name)) throw new CiError(`${trail[0]}: circular dependency detected in \`extends\``)
    if (entry.extends === undefined) return entry
    if (trail.length >= 10) throw new CiError(`${name}: nesting too deep in \`extends\``)
    const bases = (Array.isArray(entry.extends) ? entry.extends : [entry.extends]).map(String)
    const missing = bases.filter((base) => !(base in config))
    if (missing.length > 0) throw new CiError(`${name}: unknown keys in \`extends\` (${missing.join(', ')})`)
    const inherited = bases.reduce<CiMap>((merged, base) => deepMerge(merged, resolve(base, [...trail, name])), {})
    const result = deepMerge(inherited, entry)
    done.set(name, result)
    return result
  }

  const resolved: CiMap = {}
  for (const [name, value] of Object.entries(config)) {
    resolved[name] = isMap(value) && value.extends !== undefined ? resolve(name, []) : value
  }
  return resolved
}
