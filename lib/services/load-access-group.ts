// What the Access page shows of a whole group.
import { accessGroups } from '@/lib/core/render/access-group'
import type { AccessAnswers, AccessTasks } from '@/lib/core/render/access-task'
import { accessModelOf } from './access-model-of'
import { answerInThread } from './access-thread'
import { findPlan } from './load-plan'

/** Groups with planned jobs, with how many projects. Null before the first scan. */
export async function loadAccessGroups(): Promise<{ path: string; projects: number }[] | null> {
  const planned = await findPlan()
  return planned === null ? null : accessGroups(accessModelOf(planned))
}

/** Null before the first scan. */
export async function loadAccessGroup(asked: AccessTasks['group']): Promise<AccessAnswers['group'] | null> {
  const planned = await findPlan()
  return planned === null ? null : answerInThread(planned, 'group', asked)
}
