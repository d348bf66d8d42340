// Which definitions reach which project: its own, those of its groups, those of the instance.

import { ancestorPaths } from './effective-definition'
import { instanceOwner } from './gitlab-instance'
import type { Variable } from './variable'

type ByKey = ReadonlyMap<string, readonly Variable[]>

export type Reach = {
  ancestors: string[]
  /** Keys of all definitions that reach the project, those of its schedules included. */
  keys: ReadonlySet<string>
  definitionsOf: (key: string) => Variable[]
  schedulesOf: (key: string) => Variable[]
}

/** Takes all variables and gives a function that answers for a project's full path what reaches it. */
export function definitionsInReach(variables: readonly Variable[]): (project: string) => Reach {
  const owners = new Map<string, Map<string, Variable[]>>()
  for (const variable of variables) {
    const owner = `${variable.level} ${variable.owner ?? ''}`
    const keys = owners.get(owner) ?? new Map<string, Variable[]>()
    owners.set(owner, keys)
    const same = keys.get(variable.key)
    if (same) same.push(variable)
    else keys.set(variable.key, [variable])
  }
  const nothing: ByKey = new Map()
  const at = (level: Variable['level'], owner: string | null): ByKey => owners.get(`${level} ${owner ?? ''}`) ?? nothing
  return (project) => {
    const ancestors = ancestorPaths(project)
    const schedules = at('schedule', project)
    const layers = [
      at('project', project),
      ...ancestors.map((group) => at('group', group)),
      at('instance', instanceOwner(project)),
    ]
    return {
      ancestors,
      keys: new Set([...layers, schedules].flatMap((layer) => [...layer.keys()])),
      definitionsOf: (key) => layers.flatMap((layer) => layer.get(key) ?? []),
      schedulesOf: (key) => [...(schedules.get(key) ?? [])],
    }
  }
}
