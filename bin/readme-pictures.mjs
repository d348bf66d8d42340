// `node bin/readme-pictures.mjs`: takes the pictures of the README again, into docs/. CUTOVER_CHROMIUM may name a browser.
import { statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { cloneRoot } from './setup/clone-root.mjs'
import { registerTypescript } from './setup/register-typescript.mjs'

/** So that a clone stays small. */
const mostBytes = 300_000

await registerTypescript()
const { takeReadmePictures } = await import('../e2e/readme-pictures.ts')
for (const file of await takeReadmePictures(path.join(cloneRoot, 'docs'), process.env.CUTOVER_CHROMIUM)) {
  const { size } = statSync(file)
  console.log(`${path.relative(cloneRoot, file)}: ${Math.round(size / 1000)} kB`)
  if (size > mostBytes) {
    console.error(`${path.relative(cloneRoot, file)} is larger than ${mostBytes / 1000} kB`)
    process.exitCode = 1
  }
}
