// The thread that answers questions about access: lets itself read TypeScript, then hands over.
import { registerTypescript } from './setup/register-typescript.mjs'

await registerTypescript()
await import('../lib/services/access-thread-main.ts')
