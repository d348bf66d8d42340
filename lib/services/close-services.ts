// Ends what services hold open, so that a command can exit.
import { closeDatabase } from '@/lib/db/database'

export async function closeServices(): Promise<void> {
  await closeDatabase()
}
