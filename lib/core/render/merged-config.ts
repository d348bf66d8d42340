// GitLab's merged CI configuration as plain data, for look-ups.
import { parse } from 'yaml'
import type { Project } from '@/lib/core/inventory/estate'
import { lastFew } from '@/lib/core/inventory/last-few'

export type YamlMap = Record<string, unknown>

/**
 * Takes a project and gives its merged configuration as a map; null where the configuration was not read, is not valid
 * or is no map. Ruby writes an object that stands twice as an alias, so many aliases are normal there.
 */
export function mergedConfig(project: Project): YamlMap | null {
  if (project.ci.state !== 'valid') return null
  return parseYamlMap(project.ci.mergedYaml)
}

/** Takes YAML text and gives its document as a map; null where it does not parse or is no map. */
export const parseYamlMap = lastFew((text: string): YamlMap | null => {
  try {
    const data: unknown = parse(text, { maxAliasCount: 10_000, logLevel: 'silent', uniqueKeys: false })
    return asMap(data)
  } catch {
    return null
  }
})

/** Takes any value and gives it back when it is a map; null otherwise. */
export function asMap(value: unknown): YamlMap | null {
  return isMap(value) ? value : null
}

/** Takes a map and a key and gives the map under that key; null where there is none. */
export function mapAt(map: YamlMap | null, key: string): YamlMap | null {
  return map !== null && Object.hasOwn(map, key) ? asMap(map[key]) : null
}

function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
