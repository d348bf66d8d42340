// `npm run conformance`: lets the process read TypeScript, then hands over to conformance/main.ts.
import process from 'node:process'
import { registerTypescript } from './setup/register-typescript.mjs'

await registerTypescript()
const { main } = await import('../conformance/main.ts')
process.exitCode = await main(process.argv.slice(2))
