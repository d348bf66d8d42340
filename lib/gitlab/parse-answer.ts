// GraphQL answers are checked for the fields we use; anything else is an error of the adapter, not a guess.
import type { z } from 'zod'
import { GitlabError } from './gitlab-error'

export function parseAnswer<S extends z.ZodType>(schema: S, answer: unknown): z.infer<S> {
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw new GitlabError('gitlab_failed')
  return parsed.data
}
