// Deep merge of maps: the later wins, maps are merged key by key, everything else is replaced.
import { type CiMap, isMap } from './parse-ci-yaml.ts'

export function deepMerge(base: CiMap, over: CiMap): CiMap {
  const merged: CiMap = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const old = merged[key]
    merged[key] = isMap(old) && isMap(value) ? deepMerge(old, value) : value
  }
  return merged
}
