// `npm run soak`: lets the process read TypeScript, then hands over to bench/soak.ts.
import process from 'node:process'
import { registerTypescript } from './setup/register-typescript.mjs'

await registerTypescript()
const { main } = await import('../bench/soak.ts')
process.exitCode = await main(process.argv.slice(2))
