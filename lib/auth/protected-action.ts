// The wrapper that every server action goes through: origin, session, role, size and shape of the input, errors without upstream text.
import type { z } from 'zod'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { largestInput } from '@/lib/core/inventory/largest-input'
import { AppError, messages } from '@/lib/errors'
import { checkCaller, checkOrigin } from './check-caller'
import type { Role, User } from './session'

export type Action<T> = (input: unknown) => Promise<ActionResult<T>>

export function protectedAction<S extends z.ZodType, T>(
  role: Role,
  schema: S,
  work: (input: z.infer<S>, context: { user: User }) => Promise<T>,
): Action<T> {
  return (input) =>
    answer(async () => {
      const user = await checkCaller(role, true)
      return work(parseInput(schema, input), { user })
    })
}

/** For what nobody can be signed in for yet: signing in. Origin, size and shape are checked all the same. */
export function publicAction<S extends z.ZodType, T>(schema: S, work: (input: z.infer<S>) => Promise<T>): Action<T> {
  return (input) =>
    answer(async () => {
      await checkOrigin(true)
      return work(parseInput(schema, input))
    })
}

function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  if (JSON.stringify(input ?? null).length > largestInput) throw new AppError('too_large')
  const parsed = schema.safeParse(input)
  if (!parsed.success) {
    throw new AppError(
      'invalid_input',
      parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`),
    )
  }
  return parsed.data
}

async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, message: error.message, problems: error.problems }
    // Next's redirect() and notFound() are thrown and must go on.
    if (error instanceof Error && 'digest' in error) throw error
    console.error('An action failed:', error instanceof Error ? error.name : 'unknown error')
    return { ok: false, message: messages.unexpected }
  }
}
