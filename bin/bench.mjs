// `npm run bench`: lets the process read TypeScript, then hands over to bench/run-bench.ts.
import process from 'node:process'
import { registerTypescript } from './setup/register-typescript.mjs'

await registerTypescript()
const { runBench } = await import('../bench/run-bench.ts')
process.exitCode = await runBench(process.argv.slice(2))
