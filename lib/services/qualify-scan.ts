// What was read of a GitLab beside the first, with its paths as Cutover keeps them: `<name>:<path>`.
import type { CiReading, Gap, Group, Project } from '@/lib/core/inventory/estate'
import { qualifiedPath } from '@/lib/core/inventory/gitlab-instance'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import type { PublishedPart } from '@/lib/db/estate-repository'
import type { ScanItems } from '@/lib/db/scan-repository'
import type { ProjectsItem } from './scan-projects'

export type Qualify = ReturnType<typeof qualifier>

/** Null is the first GitLab: everything stays as it is. What is qualified already stays too. */
export function qualifier(instance: string | null) {
  const path = (bare: string) => qualifiedPath(instance, bare)
  const owner = (bare: string | null) => (bare === null && instance !== null ? `${instance}:` : bare && path(bare))
  const ci = (reading: CiReading): CiReading =>
    reading.state === 'valid'
      ? {
          ...reading,
          includes: reading.includes.map((one) => ({
            ...one,
            contextProject: one.contextProject === null ? null : path(one.contextProject),
          })),
        }
      : reading
  const variable = (one: Variable): Variable => ({ ...one, owner: owner(one.owner) })
  const project = (one: Project): Project => ({
    ...one,
    fullPath: path(one.fullPath),
    groupPath: path(one.groupPath),
    ci: ci(one.ci),
    ...(one.refs
      ? {
          refs: {
            ...one.refs,
            refs: one.refs.refs.map((ref) => (ref.ci.state === 'same' ? ref : { ...ref, ci: ci(ref.ci) })),
          },
        }
      : {}),
  })
  return {
    group: (one: Group): Group => ({ ...one, fullPath: path(one.fullPath) }),
    place: <P extends { fullPath: string }>(one: P): P => ({ ...one, fullPath: path(one.fullPath) }),
    gap: (one: Gap): Gap => ({ ...one, path: owner(one.path) }),
    path,
    variable,
    part: ({ projects, variables }: PublishedPart): PublishedPart => ({
      projects: projects.map((one) => ({ ...one, project: project(one.project) })),
      variables: variables.map(variable),
    }),
  }
}

/** Pages of projects go from table to table when they are published, so their variables are kept qualified from the start. */
export function qualifyingItems(items: ScanItems, instance: string | null): ScanItems {
  if (instance === null) return items
  const { variable } = qualifier(instance)
  const page = (item: ProjectsItem): ProjectsItem => ({
    ...item,
    projects: item.projects.map((project) => ({
      ...project,
      variables: project.variables.map(({ data }) => {
        const qualified = variable(data)
        return { id: variableId(qualified), data: qualified }
      }),
    })),
  })
  return {
    ...items,
    save: (kind, key, data) => items.save(kind, key, kind === 'projects' ? page(data as ProjectsItem) : data),
  }
}
