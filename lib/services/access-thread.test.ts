import { describe, expect, it } from 'vitest'
import { accessExample } from '@/lib/core/render/access-example'
import { accessLargeExample } from '@/lib/core/render/access-large-example'
import { accessModel } from '@/lib/core/render/access-model'
import { answerTask } from '@/lib/core/render/access-task'
import { answerInThread, prepareAccess } from './access-thread'
import type { Planned } from './load-plan'

function plannedOf(input: ReturnType<typeof accessExample>): Planned {
  return { ...input, analysis: { variables: [], jobs: {} }, version: 1 }
}

describe('answerInThread', () => {
  it('gives what this process would answer, for one plan after another', async () => {
    for (const input of [accessExample(), accessLargeExample(20)]) {
      const planned = plannedOf(input)
      prepareAccess(planned)
      const path = input.plan.policies[0]?.paths[0]?.path ?? ''
      const model = accessModel(input)
      const group = { group: 'shop', open: null }
      expect(await answerInThread(planned, 'group', group)).toEqual(answerTask(model, 'group', group))
      const reach = { target: { kind: 'path' as const, path } }
      expect(await answerInThread(planned, 'reach', reach)).toEqual(answerTask(model, 'reach', reach))
    }
  })
})
