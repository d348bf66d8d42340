// Where Prisma's own commands find schema and migrations. Cutover applies migrations itself at start.
import { defineConfig } from 'prisma/config'

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
