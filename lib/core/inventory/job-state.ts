// How far a job is that a person asked for.

export type JobState =
  | { state: 'waiting' | 'running' | 'done' }
  /** `message` is for people. */
  | { state: 'failed'; message: string }

/** Names a job of the queue; null where the same was asked for a moment ago and no second job was made. */
export type JobTicket = { queue: string; id: string } | null
