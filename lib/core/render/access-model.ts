// What the questions about access are answered from: the plan as Vault would hold it, and the projects by path.

import type { Estate, Project } from '@/lib/core/inventory/estate'
import { issuerOf } from '@/lib/core/inventory/gitlab-instance'
import type { JobPlan, Plan, Role } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { type Flavour, flavourOf } from '@/lib/core/trust/flavour'
import { type AccessIndex, accessIndex } from './access-index'
import { type AccessMount, accessMounts } from './access-mounts'
import { groupBy } from './group-by'

export type AccessInput = { plan: Plan; estate: Estate; rules: RulesFile; flavour?: Flavour }

export type AccessModel = AccessIndex & {
  estate: Estate
  rules: RulesFile
  plan: Plan
  flavour: Flavour
  mounts: AccessMount[]
  projects: ReadonlyMap<string, Project>
  jobsOf: (project: string) => readonly JobPlan[]
  rolesOf: (project: string) => readonly Role[]
}

const usual = 'openbao 2.4.0'

/** Reads each thing back once, for any number of questions. Throws a RangeError where no flavour is known at all. */
export function accessModel({ plan, estate, rules, flavour: given }: AccessInput): AccessModel {
  const flavour = given ?? flavourOf(usual)
  if (flavour === null) throw new RangeError(`The flavour ${usual} is unknown`)
  const jobs = groupBy(plan.jobs, ({ project }) => project)
  const roles = groupBy(plan.roles, ({ project }) => project)
  const index = accessIndex(plan)
  return {
    estate,
    rules,
    plan,
    flavour,
    mounts: accessMounts({ plan, rules, issuer: ({ gitlab }) => issuerOf(estate, gitlab) }, flavour),
    projects: new Map(estate.projects.map((project) => [project.fullPath, project])),
    jobsOf: (project) => jobs.get(project) ?? [],
    rolesOf: (project) => roles.get(project) ?? [],
    ...index,
  }
}
