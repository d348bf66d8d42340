// What is known about whether a variable is used at all, and how it is known.

import type { AnalysedVariable } from '@/lib/core/inventory/analysed-variable'
import { ancestorPaths } from '@/lib/core/inventory/effective-definition'
import type { Estate, Project } from '@/lib/core/inventory/estate'
import { instanceOf } from '@/lib/core/inventory/gitlab-instance'
import type { Problem } from '@/lib/core/inventory/problem'
import { firstLines, names } from './answer-star'

/**
 * `unused`: every configuration that may name it was read, and none does. `unnamed`: none names it, but a job hands its
 * environment on or runs a script that was not read. `unknown`: something that may name it was not read; absence is then
 * never inferred.
 */
export type UseKnowledge = { state: 'used' | 'unused' | 'unnamed' | 'unknown'; how: string[] }

/** Of an analysis with all consumers, those that only may read it included. */
export function knownUse(analysed: AnalysedVariable): UseKnowledge {
  const named = analysed.consumers.filter((one) => one.confidence !== 'possible')
  if (named.length > 0 || (analysed.uses ?? 0) > 0) return { state: 'used', how: [`Used by ${names(named)}`] }
  if (analysed.uses === null) return { state: 'unknown', how: analysed.unknown }
  const possible = analysed.consumers.map((one) => `${one.project}: job ${one.job} hands its whole environment on`)
  const unnamed = [...new Set([...analysed.unknown, ...possible])]
  return unnamed.length > 0 ? { state: 'unnamed', how: unnamed } : { state: 'unused', how: [] }
}

/** What stands in the way of retiring it. A job that may read it unseen is no blocker: quarantine comes before deleting. */
export function retireProblems(analysed: AnalysedVariable): Problem[] {
  const { state, how } = knownUse(analysed)
  if (state === 'used') {
    const named = analysed.consumers.filter((one) => one.confidence !== 'possible')
    return [{ code: 'retire_in_use', detail: how.join('; '), evidence: firstLines(named) }]
  }
  return state === 'unknown' ? [{ code: 'retire_unknown', detail: how.join('; '), evidence: [] }] : []
}

/** Which projects can see a variable, so that a sentence can say of how many the configuration was read. */
export type ProjectsInReach = (level: AnalysedVariable['variable']['level'], owner: string | null) => Project[]

export function projectsInReach(estate: Pick<Estate, 'projects'>): ProjectsInReach {
  const byGroup = new Map<string, Project[]>()
  const byPath = new Map(estate.projects.map((project) => [project.fullPath, project]))
  for (const project of estate.projects) {
    for (const group of ancestorPaths(project.fullPath)) {
      const members = byGroup.get(group)
      if (members) members.push(project)
      else byGroup.set(group, [project])
    }
  }
  return (level, owner) => {
    if (level === 'instance') return estate.projects.filter((one) => instanceOf(one.fullPath) === instanceOf(owner))
    if (owner === null) return []
    if (level === 'group') return byGroup.get(owner) ?? []
    const project = byPath.get(owner)
    return project ? [project] : []
  }
}

/** `No job names it: the CI configuration of 3 projects was read (main), and the scan was whole there.` */
export function howUnused(analysed: AnalysedVariable, reach: ProjectsInReach): string {
  const projects = reach(analysed.variable.level, analysed.variable.owner).filter((one) => !one.archived)
  const read = projects.filter((one) => one.ci.state === 'valid')
  const absent = projects.filter((one) => one.ci.state === 'absent').length
  const refs = [...new Set(read.flatMap((one) => (one.ci.state === 'valid' ? [one.ci.ref] : [])))].sort()
  const without = absent === 0 ? '' : `; ${countOf(absent, 'project')} ${absent === 1 ? 'has' : 'have'} none`
  if (read.length === 0) return `No job can see it${without}`
  const shown = refs.length > 3 ? `${refs.slice(0, 3).join(', ')} and ${refs.length - 3} more refs` : refs.join(', ')
  return `No job names it: the CI configuration of ${countOf(read.length, 'project')} that can see it was read (${shown})${without}`
}

/**
 * Protected branches of the projects that can see it whose configuration was not read: jobs run there too, so a variable
 * that nobody names elsewhere may be used on one of them.
 */
export function unreadBranches(analysed: AnalysedVariable, reach: ProjectsInReach): string[] {
  const projects = reach(analysed.variable.level, analysed.variable.owner).filter((one) => !one.archived)
  return projects.flatMap(({ fullPath, ci, protectedBranches }) => {
    if (ci.state !== 'valid') return []
    if (protectedBranches === null) return [`${fullPath}: protected branches are not known`]
    const others = protectedBranches.filter((branch) => branch !== ci.ref)
    return others.length === 0 ? [] : [`${fullPath}: ${others.slice(0, 3).join(', ')} was not read`]
  })
}

const countOf = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
