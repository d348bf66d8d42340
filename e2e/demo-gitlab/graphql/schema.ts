// The part of GitLab's GraphQL schema that the demo server has.
import { connectionType, edgeType, pageInfoType } from './connection-types.ts'
import type { ObjectType } from './field.ts'
import { groupType } from './group-type.ts'
import { jobType, pipelineMergeRequestType, pipelineType } from './job-types.ts'
import { branchRuleType, environmentType, projectType, repositoryType } from './project-type.ts'
import { queryType } from './query-type.ts'
import { managerType, runnerType } from './runner-types.ts'
import { scheduleType, scheduleVariableType } from './schedule-type.ts'
import { accessLevelType, complexityType, metadataType, namespaceType, userType } from './small-types.ts'
import { groupVariableType, instanceVariableType, projectVariableType } from './variable-types.ts'

const types: Record<string, ObjectType> = {
  Query: queryType,
  Project: projectType,
  Group: groupType,
  Namespace: namespaceType,
  CiProjectVariable: projectVariableType,
  CiGroupVariable: groupVariableType,
  CiInstanceVariable: instanceVariableType,
  BranchRule: branchRuleType,
  Environment: environmentType,
  CiRunner: runnerType,
  CiRunnerManager: managerType,
  PipelineSchedule: scheduleType,
  PipelineScheduleVariable: scheduleVariableType,
  CiJob: jobType,
  Pipeline: pipelineType,
  MergeRequest: pipelineMergeRequestType,
  Repository: repositoryType,
  AccessLevel: accessLevelType,
  QueryComplexity: complexityType,
  Metadata: metadataType,
  CurrentUser: userType,
  PageInfo: pageInfoType,
}
for (const name of Object.keys(types)) {
  if (name === 'Query' || name === 'PageInfo') continue
  types[`${name}Connection`] = connectionType(name)
  types[`${name}Edge`] = edgeType(name)
}

/** A type by name; undefined for an unknown one. */
export function typeNamed(name: string): ObjectType | undefined {
  return types[name]
}

/** Types whose field `value` is a variable's value. */
export const valueTypes = new Set([
  'CiProjectVariable',
  'CiGroupVariable',
  'CiInstanceVariable',
  'PipelineScheduleVariable',
])
