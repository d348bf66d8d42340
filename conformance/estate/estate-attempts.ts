// Every login that a job of the estate could try: by each role of its project, in each environment, however it was started.
import type { Project } from '@/lib/core/inventory/estate'
import { accessEnvironments } from '@/lib/core/render/access-environments'
import { coversEnvironment } from '@/lib/core/render/access-job'
import type { AccessModel } from '@/lib/core/render/access-model'
import type { AccessMount, AccessRole } from '@/lib/core/render/access-mounts'
import { tokenFor } from '@/lib/core/render/access-try'
import type { BindingRow } from '@/lib/core/render/binding-table'
import { groupBy } from '@/lib/core/render/group-by'
import type { Claims } from '@/lib/core/trust/bound-claims'
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'

export type Attempt = {
  project: string
  mount: AccessMount
  role: AccessRole
  trigger: Trigger
  environment: string | null
  asProtected: boolean
  claims: Claims
  /** The rows of the binding table by which this job reads; none where the table promises nothing. */
  rows: BindingRow[]
  /** False for a merge request that GitLab may or may not run as protected: there the table says what is possible. */
  certain: boolean
}

type Token = Pick<Attempt, 'trigger' | 'environment' | 'asProtected' | 'claims'>

/** Merge requests on production first. */
export function estateAttempts(model: AccessModel, rows: readonly BindingRow[]): Attempt[] {
  const rowsOf = groupBy(rows, ({ vault, role }) => JSON.stringify([vault, role]))
  const attempts = model.mounts.flatMap((mount) =>
    mount.roles.flatMap((role) => {
      const project = model.projects.get(role.role.project)
      if (project === undefined) return []
      const own = rowsOf.get(JSON.stringify([mount.vault.name, role.role.name])) ?? []
      return tokensFor(model, project, role, mount.vault.audience).map((token): Attempt => {
        const covered =
          role.role.environment.kind === 'none' || coversEnvironment(role.role.environment, token.environment)
        const promised = covered ? own.filter(({ qualifies }) => qualifies.includes(token.trigger)) : []
        const { trigger, environment, asProtected, claims } = token
        const certain = trigger !== 'merge-request' || asProtected || promised.length === 0
        return {
          project: project.fullPath,
          mount,
          role,
          trigger,
          environment,
          asProtected,
          claims,
          rows: promised,
          certain,
        }
      })
    }),
  )
  return attempts.sort((a, b) => rank(a) - rank(b))
}

/** Is it a merge request that asks for what production reads? */
export function asksForProduction({ role, trigger }: Pick<Attempt, 'role' | 'trigger'>): boolean {
  return role.role.production && (trigger === 'merge-request' || trigger === 'fork-merge-request')
}

function rank(attempt: Attempt): number {
  return asksForProduction(attempt) ? 0 : 1
}

/** In the role's own environment once for each action of its jobs. */
function tokensFor(model: AccessModel, project: Project, { role }: AccessRole, audience: string): Token[] {
  const jobs = model.jobsOf(project.fullPath).filter((job) => job.vault === role.vault && job.role === role.name)
  const actions = [...new Set(jobs.map(({ job }) => job.environmentAction))].sort()
  return accessEnvironments(model, project).flatMap(({ name: environment }) =>
    triggers.flatMap((trigger) =>
      (trigger === 'merge-request' ? [false, true] : [false]).flatMap((asProtected): Token[] => {
        const { claims } = tokenFor(model, project, { trigger, ref: null, environment, asProtected }, audience)
        const token = { trigger, environment, asProtected, claims }
        if (environment === null || !coversEnvironment(role.environment, environment)) return [token]
        return actions.map((action) => ({ ...token, claims: { ...claims, environment_action: action } }))
      }),
    ),
  )
}

/** Is it a job of the role's own environment, so that a job of the plan may be behind it? */
export function isOwnEnvironment({ role, environment }: Pick<Attempt, 'role' | 'environment'>): boolean {
  return coversEnvironment(role.role.environment, environment)
}
