// Inside of the thread: keeps the latest plan that it was sent and answers one question after the other.
import { parentPort } from 'node:worker_threads'
import { type AccessModel, accessModel } from '@/lib/core/render/access-model'
import { answerTask } from '@/lib/core/render/access-task'
import type { FromThread, ToThread } from './access-messages'

let model: AccessModel | null = null

const send = (message: FromThread) => parentPort?.postMessage(message)

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'plan') {
    model = accessModel(message.input)
    return
  }
  const { id, task, of } = message
  try {
    if (model === null) throw new Error('A question came before the plan')
    const answer = answerTask(model, of, task, (done, total) => send({ kind: 'progress', id, done, total }))
    send({ kind: 'answer', id, answer })
  } catch (error) {
    send({ kind: 'failed', id, name: error instanceof Error ? error.name : 'unknown error' })
  }
})
