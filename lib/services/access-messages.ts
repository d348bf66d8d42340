// What goes to the thread that answers questions about access, and what comes back.
import type { AccessInput } from '@/lib/core/render/access-model'
import type { AccessAnswers, AccessTaskKind, AccessTasks } from '@/lib/core/render/access-task'

export type ToThread =
  | { kind: 'plan'; input: AccessInput }
  | { kind: 'task'; id: number; of: AccessTaskKind; task: AccessTasks[AccessTaskKind] }

export type FromThread =
  | { kind: 'progress'; id: number; done: number; total: number }
  | { kind: 'answer'; id: number; answer: AccessAnswers[AccessTaskKind] }
  | { kind: 'failed'; id: number; name: string }
