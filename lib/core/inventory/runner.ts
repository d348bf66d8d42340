// Runners that GitLab lists, as far as they decide which of them picks up a job and what it understands.

export type RunnerType = 'instance' | 'group' | 'project'

export type RunnerStatus = 'online' | 'offline' | 'stale' | 'never_contacted'

export type Runner = {
  id: number
  description: string
  type: RunnerType
  /** Full paths of its groups or projects; empty for the instance, null where GitLab does not show all of them. */
  owners: string[] | null
  tags: string[]
  runUntagged: boolean
  /** Takes jobs of protected branches and tags only. */
  protectedOnly: boolean
  paused: boolean
  status: RunnerStatus
  /** Each machine that runs it, with its own version; null where GitLab does not tell. */
  managers: { version: string | null; status: RunnerStatus }[] | null
}

/** What was read for a group and all below it: with the instance's runners, without them, or nothing. */
export type RunnersKnown = 'all' | 'own' | 'unknown'

export type RunnersReading = {
  runners: Runner[]
  /** By full path of the group that was asked. */
  known: Record<string, RunnersKnown>
}

/** Versions of its machines, each once; a null among them is one that is not known. */
export function versionsOf(runner: Runner): (string | null)[] {
  if (runner.managers === null || runner.managers.length === 0) return [null]
  return [...new Set(runner.managers.map(({ version }) => version))]
}
