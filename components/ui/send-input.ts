// Calls a server action with what it takes; more is refused here, in words.
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { tooLarge } from '@/lib/core/inventory/largest-input'

/** As the action answers. What is larger than an action takes is not sent, and the answer says so. */
export async function sendInput<T>(
  action: (input: unknown) => Promise<ActionResult<T>>,
  input: unknown,
): Promise<ActionResult<T>> {
  const message = tooLarge(input)
  return message === null ? action(input) : { ok: false, message }
}
