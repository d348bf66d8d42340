// Who can read this: every project, way of starting a pipeline and environment that reaches a path or a variable.
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import { accessEnvironments } from './access-environments'
import type { AccessLine } from './access-files'
import { favourableReads, isMergeRequest } from './access-matrix'
import type { AccessModel } from './access-model'

/** A variable by its id, or a path of a vault as a policy or a person spells it. */
export type AccessTarget = { kind: 'variable'; id: string } | { kind: 'path'; vault: string | null; path: string }

export type AccessReach = {
  project: string
  environment: string | null
  production: boolean
  triggers: Trigger[]
  vault: string
  path: string
  /** The role and the policy line by which the first of these triggers gets in. */
  role: string
  policy: string
  at: AccessLine | null
  /** Only by naming a role that is not the one of this environment. */
  foreign: boolean
  /** A merge request that reaches production. */
  unwanted: boolean
}

/** Takes what is asked for; gives who reaches it, by project, environment, path and role. Only projects with planned jobs can. */
export function accessReach(model: AccessModel, target: AccessTarget): AccessReach[] {
  const found = new Map<string, AccessReach>()
  const projects = [...new Set(model.plan.jobs.map(({ project }) => project))].sort()
  for (const path of projects.filter((one) => mayReach(model, one, target))) {
    const project = model.projects.get(path)
    if (project === undefined) continue
    for (const { name, production } of accessEnvironments(model, project)) {
      for (const trigger of triggers) addReads(found, model, { path, trigger, environment: name, production }, target)
    }
  }
  return [...found.values()]
}

type Site = { path: string; trigger: Trigger; environment: string | null; production: boolean }

function addReads(found: Map<string, AccessReach>, model: AccessModel, site: Site, target: AccessTarget): void {
  for (const read of favourableReads(model, site.path, site.trigger, site.environment)) {
    if (!matches(read, target)) continue
    const grants = read.by === null ? read.others : [read.by]
    for (const { role, policy, at } of grants) {
      const id = JSON.stringify([site.path, site.environment, read.vault, read.path, role])
      const unwanted = read.production && isMergeRequest(site.trigger)
      const known = found.get(id)
      if (known !== undefined) {
        if (!known.triggers.includes(site.trigger)) known.triggers.push(site.trigger)
        known.unwanted ||= unwanted
        continue
      }
      const { environment, production } = site
      const { vault, path } = read
      const foreign = read.by === null
      found.set(id, {
        project: site.path,
        environment,
        production,
        triggers: [site.trigger],
        vault,
        path,
        role,
        policy,
        at,
        foreign,
        unwanted,
      })
    }
  }
}

/** A cheap first look, so that only projects whose plan names the target are tried. */
function mayReach(model: AccessModel, project: string, target: AccessTarget): boolean {
  return model.jobsOf(project).some(({ entries }) =>
    entries.some(({ variableId, placement }) => {
      if (target.kind === 'variable') return variableId === target.id
      const { mount, path } = placement.target
      return target.path.startsWith(`${mount}/`) && target.path.endsWith(path)
    }),
  )
}

function matches(read: { variableId: string; vault: string; path: string }, target: AccessTarget): boolean {
  if (target.kind === 'variable') return read.variableId === target.id
  if (target.vault !== null && target.vault !== read.vault) return false
  return read.path === target.path || withoutData(read.path) === target.path
}

/** `secret/data/shop/api` as people say it: `secret/shop/api`. */
function withoutData(path: string): string {
  return path.replace('/data/', '/')
}
