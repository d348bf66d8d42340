// Pipeline schedules and their variables (`app/graphql/types/ci/pipeline_schedule_type.rb`).
import type { Schedule } from '../world/project.ts'
import { connection, type ObjectType, scalar } from './field.ts'

type ScheduleVariable = Schedule['variables'][number]

export const scheduleType: ObjectType = {
  id: scalar<Schedule>(({ id }) => `gid://gitlab/Ci::PipelineSchedule/${id}`),
  description: scalar<Schedule>(({ description }) => description),
  ref: scalar<Schedule>(({ ref }) => ref),
  refForDisplay: scalar<Schedule>(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, '')),
  cron: scalar<Schedule>(({ cron }) => cron),
  cronTimezone: scalar<Schedule>(({ cronTimezone }) => cronTimezone),
  active: scalar<Schedule>(({ active }) => active),
  createdAt: scalar<Schedule>(({ createdAt }) => createdAt),
  variables: connection<Schedule>('PipelineScheduleVariable', ({ variables }) => variables, { resolver: 0 }),
}

export const scheduleVariableType: ObjectType = {
  id: scalar<ScheduleVariable>(({ key }) => `gid://gitlab/Ci::PipelineScheduleVariable/${key}`),
  key: scalar<ScheduleVariable>(({ key }) => key),
  value: scalar<ScheduleVariable>(({ value }) => value),
  variableType: scalar<ScheduleVariable>(({ variable_type }) => variable_type.toUpperCase()),
  raw: scalar<ScheduleVariable>(({ raw }) => raw),
}
