// Data of an answer in the form that is expected of it.
import type { z } from 'zod'
import type { VaultUnknown } from '@/lib/core/trust/vault-reading'
import { VaultError } from './vault-error'

/** Fails with `code` where the form is another, also where nothing is there. */
export function parseData<T>(schema: z.ZodType<T>, data: unknown, code: VaultUnknown = 'server_error'): T {
  const result = schema.safeParse(data)
  if (!result.success) throw new VaultError(code)
  return result.data
}
