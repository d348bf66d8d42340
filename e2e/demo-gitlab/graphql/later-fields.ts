// Fields of the schema that an older GitLab does not have, with the version that brought them.
import { isSince } from '../world/is-since.ts'

const later: Record<string, string> = {
  'CiProjectVariable.hidden': '17.4',
  'CiGroupVariable.hidden': '17.4',
  'CiProjectVariable.description': '16.2',
  'CiGroupVariable.description': '16.2',
  'CiInstanceVariable.description': '16.8',
  'CiProjectVariable.raw': '15.3',
  'CiGroupVariable.raw': '15.3',
  'CiInstanceVariable.raw': '15.3',
  'PipelineScheduleVariable.raw': '15.3',
  'Project.branchRules': '15.8',
  'Project.pipelineSchedules': '15.3',
  'Environment.tier': '16.1',
  'CiRunner.managers': '15.10',
}

/** Does a GitLab of this version have the field? */
export function hasField(type: string, field: string, version: string): boolean {
  const since = later[`${type}.${field}`]
  return since === undefined || isSince(version, since)
}
