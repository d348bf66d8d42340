// What the planning of roles and policies asks about the estate and the rules.

import type { Estate } from '@/lib/core/inventory/estate'
import { idPart, pathPart } from '@/lib/core/inventory/gitlab-instance'
import { nameOf } from '@/lib/core/mapping/answer-star'
import type { EstateIndex } from '@/lib/core/mapping/estate-index'
import { environmentPart, type TemplateValues } from '@/lib/core/mapping/expand-template'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { Entry } from './planned-entries'

export type PlanContext = {
  rules: RulesFile
  index: EstateIndex
  groupId: (path: string) => string | null
  /** What the names of a role's template stand for, where this entry is read. */
  valuesOf: (entry: Entry) => TemplateValues
}

export function makeContext(estate: Estate, index: EstateIndex): PlanContext {
  const groups = new Map(estate.groups.map((group) => [group.fullPath, group.id]))
  return {
    rules: index.rules,
    index,
    groupId: (path) => {
      const id = groups.get(path) ?? null
      return id === null ? null : idPart(path, id)
    },
    valuesOf: ({ mapped, site }) => {
      const project = index.project(site.project)
      return {
        project_id: project === null ? null : idPart(site.project, project.id),
        project_path: pathPart(site.project),
        group_path: project === null ? null : pathPart(project.groupPath),
        environment: environmentPart(nameOf(site.environment)),
        key: mapped.variable.key,
        scope: mapped.variable.environmentScope,
        protected: site.protected ? 'protected' : 'open',
      }
    },
  }
}
