// The ways in which a pipeline can start: a letter or two for the table, and words for the legend.
import type { Trigger } from '@/lib/core/trust/claims-of'

export type TriggerWords = { trigger: Trigger; letters: string; words: string; risky: boolean }

/** `risky` where an author without the right to merge can start it. */
export const triggerWords: TriggerWords[] = [
  { trigger: 'push', letters: 'P', words: 'push to any branch', risky: true },
  { trigger: 'protected-push', letters: 'PP', words: 'push to a protected branch', risky: false },
  { trigger: 'tag', letters: 'T', words: 'any tag', risky: true },
  { trigger: 'protected-tag', letters: 'PT', words: 'protected tag', risky: false },
  { trigger: 'merge-request', letters: 'M', words: 'merge request', risky: true },
  { trigger: 'fork-merge-request', letters: 'F', words: 'merge request from a fork', risky: true },
  { trigger: 'schedule', letters: 'S', words: 'schedule', risky: false },
  { trigger: 'web', letters: 'W', words: 'started on the web page', risky: false },
  { trigger: 'api', letters: 'A', words: 'started through the API', risky: false },
  { trigger: 'child-pipeline', letters: 'C', words: 'child pipeline', risky: true },
]
