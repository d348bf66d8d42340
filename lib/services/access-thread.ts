// Answers questions about access in a thread of its own, so that no page waits for a large estate that another one asked for.
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { Worker } from 'node:worker_threads'
import {
  type AccessAnswers,
  type AccessTaskKind,
  type AccessTasks,
  answerTask,
  slimInput,
} from '@/lib/core/render/access-task'
import type { FromThread, ToThread } from './access-messages'
import { accessModelOf } from './access-model-of'
import type { Planned } from './load-plan'

type Waiting = {
  resolve: (answer: AccessAnswers[AccessTaskKind]) => void
  reject: (error: Error) => void
  progress: AccessProgress | null
}

type Thread = { worker: Worker; planned: Planned | null; waiting: Map<number, Waiting> }

export type AccessProgress = { done: number; total: number }

let thread: Thread | null = null
let broken = false
let lastId = 0

/**
 * Gives the answer of `answerTask`. The thread keeps the plan until another one is asked about. Where no thread can be
 * started, as for the command in another folder, this process answers itself.
 */
export async function answerInThread<K extends AccessTaskKind>(
  planned: Planned,
  of: K,
  task: AccessTasks[K],
): Promise<AccessAnswers[K]> {
  const current = startThread()
  if (current !== null) {
    try {
      return await ask(current, planned, of, task)
    } catch (error) {
      console.error(`The access thread failed: ${error instanceof Error ? error.message : 'unknown error'}`)
    }
  }
  return answerTask(accessModelOf(planned), of, task)
}

/** Lets the thread make itself ready for a plan while a person still chooses what to ask, so that the first answer is quick. */
export function prepareAccess(planned: Planned): void {
  const current = startThread()
  if (current !== null) givePlan(current, planned)
}

/** How far the thread is with what it works on; null where it is idle or does not tell. */
export function accessProgress(): AccessProgress | null {
  for (const { progress } of thread?.waiting.values() ?? []) if (progress !== null) return progress
  return null
}

function startThread(): Thread | null {
  if (thread !== null || broken) return thread
  const entry = path.join(/* turbopackIgnore: true */ process.cwd(), 'bin', 'access-thread.mjs')
  if (!existsSync(entry)) return null
  const worker = new Worker(/* turbopackIgnore: true */ entry)
  const started: Thread = { worker, planned: null, waiting: new Map() }
  const end = (reason: string) => {
    if (thread === started) thread = null
    for (const { reject } of started.waiting.values()) reject(new Error(reason))
    started.waiting.clear()
  }
  worker.on('message', (message: FromThread) => receive(started, message))
  worker.on('error', ({ name }) => {
    // A thread that cannot start once will not start later; pages still answer.
    broken = true
    end(name)
  })
  worker.on('exit', () => end('it ended'))
  // A listener holds the process up again, so this comes after them.
  worker.unref()
  thread = started
  return started
}

function receive({ worker, waiting }: Thread, message: FromThread): void {
  const one = waiting.get(message.id)
  if (one === undefined) return
  if (message.kind === 'progress') {
    one.progress = { done: message.done, total: message.total }
    return
  }
  waiting.delete(message.id)
  if (waiting.size === 0) worker.unref()
  if (message.kind === 'answer') one.resolve(message.answer)
  else one.reject(new Error(message.name))
}

function ask<K extends AccessTaskKind>(
  current: Thread,
  planned: Planned,
  of: K,
  task: AccessTasks[K],
): Promise<AccessAnswers[K]> {
  givePlan(current, planned)
  lastId += 1
  const id = lastId
  return new Promise((resolve, reject) => {
    const taken = (answer: AccessAnswers[AccessTaskKind]) => resolve(answer as AccessAnswers[K])
    // It holds the process up only while somebody waits.
    current.worker.ref()
    current.waiting.set(id, { resolve: taken, reject, progress: null })
    const message: ToThread = { kind: 'task', id, of, task }
    current.worker.postMessage(message)
  })
}

function givePlan(current: Thread, planned: Planned): void {
  if (current.planned === planned) return
  const message: ToThread = { kind: 'plan', input: slimInput(planned) }
  current.worker.postMessage(message)
  current.planned = planned
}
