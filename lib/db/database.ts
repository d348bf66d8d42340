// The one Prisma client of this process, made when first used.
import { PrismaPg } from '@prisma/adapter-pg'
import { databaseUrl } from '@/lib/env'
import { PrismaClient } from './generated/client'

const shared = globalThis as { cutoverDatabase?: PrismaClient }

export function database(): PrismaClient {
  shared.cutoverDatabase ??= new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl(), max: 8 }) })
  return shared.cutoverDatabase
}

/** Ends the connections, so that a command can exit. */
export async function closeDatabase(): Promise<void> {
  await shared.cutoverDatabase?.$disconnect()
  shared.cutoverDatabase = undefined
}
