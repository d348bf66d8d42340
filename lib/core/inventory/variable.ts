// A CI/CD variable as GitLab describes it, without its value.

export type Level = 'instance' | 'group' | 'project' | 'schedule'

export const levels: readonly Level[] = ['instance', 'group', 'project', 'schedule']

/** Facts of one definition. `null` where GitLab's version does not tell; never a guess. No field for the value exists. */
export type Variable = {
  level: Level
  /** Full path of the group or project; null for the instance. A schedule's owner is its project. */
  owner: string | null
  key: string
  environmentScope: string
  variableType: 'env_var' | 'file'
  protected: boolean
  masked: boolean
  hidden: boolean | null
  raw: boolean | null
  description: string | null
  /** Set for level `schedule` only: which pipeline schedule of the project holds it. */
  scheduleId: number | null
}

/** What tells two definitions apart: level, owner, key and environment scope (and the schedule). Stable across scans. */
export function variableId(
  variable: Pick<Variable, 'level' | 'owner' | 'key' | 'environmentScope' | 'scheduleId'>,
): string {
  const owner = variable.scheduleId === null ? variable.owner : `${variable.owner}#${variable.scheduleId}`
  return JSON.stringify([variable.level, owner, variable.key, variable.environmentScope])
}
