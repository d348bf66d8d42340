// Puts what `!reference` tags point at in their place (`lib/gitlab/ci/config/yaml/tags`).
import { CiError } from './ci-error.ts'
import { type CiMap, isMap, Reference } from './parse-ci-yaml.ts'

/** Nested references are followed ten deep; a list that comes in stays a list within the list, as GitLab leaves it. */
export function resolveReferences(config: CiMap): CiMap {
  function resolve(value: unknown, trail: Reference[]): unknown {
    if (value instanceof Reference) return resolve(target(value), follow(trail, value))
    if (Array.isArray(value)) return value.map((item) => resolve(item, trail))
    if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, trail)]))
    return value
  }

  function target(reference: Reference): unknown {
    let value: unknown = config
    for (const part of reference.path) value = isMap(value) ? value[part] : undefined
    if (value === undefined) throw new CiError(`${reference} could not be found`)
    return value
  }

  function follow(trail: Reference[], reference: Reference): Reference[] {
    if (trail.some((one) => String(one) === String(reference)))
      throw new CiError(`${reference} is part of a circular chain`)
    if (trail.length >= 10) throw new CiError(`${reference} is nested too deep`)
    return [...trail, reference]
  }

  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, resolve(value, [])]))
}
