// What must be live in Vault before the CI change of a project may be merged.
import type { Engine, Plan, Target } from '../mapping/plan'

export type MergeRequestNeeds = {
  roles: { vault: string; name: string; policies: string[] }[]
  /** Each place that a changed job reads; sorted. */
  places: (Target & { engine: Engine })[]
}

/** Takes the plan and the full path of a project. Jobs that read by a script are not part of its CI change. */
export function mergeRequestNeeds(plan: Plan, project: string): MergeRequestNeeds {
  const jobs = plan.jobs.filter((job) => job.project === project && job.delivery !== 'script')
  const roles = plan.roles.filter((role) => jobs.some((job) => job.role === role.name && job.vault === role.vault))
  const places = new Map<string, MergeRequestNeeds['places'][number]>()
  for (const { placement } of jobs.flatMap((job) => job.entries)) {
    const { vault, mount, path, field } = placement.target
    places.set(JSON.stringify([vault, mount, path, field]), { vault, mount, path, field, engine: placement.engine })
  }
  return {
    roles: roles.map(({ vault, name, policies }) => ({ vault, name, policies: [...policies].sort() })),
    places: [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place),
  }
}
